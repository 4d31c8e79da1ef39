"""Documents set by Typst: PDF for people who read, hear or search them."""
