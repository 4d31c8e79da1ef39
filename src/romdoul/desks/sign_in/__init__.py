"""Signing in: password, second factor, invitation, lock."""
