"""Settings and URLs per process, and the wiring."""
