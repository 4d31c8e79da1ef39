"""Searching the website, in both languages."""
