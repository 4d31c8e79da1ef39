"""What editors upload: looked at by its content, and made anew."""
