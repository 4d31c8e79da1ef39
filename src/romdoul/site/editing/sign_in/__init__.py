"""Editors sign in: password, second factor, invitation."""
