"""The website's clock: a process of its own, with the editing's apps and no door."""
