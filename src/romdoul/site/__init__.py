"""The public website and its settings."""
