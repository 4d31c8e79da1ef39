"""Both languages of the website beside each other: which of them is behind."""
