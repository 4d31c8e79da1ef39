"""Workers, compartments that are due, and recovery."""
