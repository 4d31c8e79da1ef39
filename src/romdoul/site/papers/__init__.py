"""Reports and materials: read on the website, taken away as files, and counted."""
