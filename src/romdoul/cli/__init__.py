"""The romdoul command."""
