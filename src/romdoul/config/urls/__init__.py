"""URLs, one module a process."""
