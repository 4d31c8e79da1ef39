"""Organisations and people for tests."""
