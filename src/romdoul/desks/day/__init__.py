"""My day: what is due, what is new, what waits for me."""
