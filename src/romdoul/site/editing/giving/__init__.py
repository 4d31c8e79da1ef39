"""Where a second person confirms how to give."""
