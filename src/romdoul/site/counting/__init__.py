"""How often pages were read and files taken away; never by whom."""
