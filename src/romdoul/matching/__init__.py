"""Keys for names and numbers, and the blind index of tokens."""
