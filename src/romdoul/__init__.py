"""Romdoul: the working system of a child-protection organisation."""
