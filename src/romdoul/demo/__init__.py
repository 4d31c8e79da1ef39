"""The fictional organisation and its story."""
