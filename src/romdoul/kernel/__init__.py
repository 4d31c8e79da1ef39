"""What everything stands on: references, errors, secrets. Standard library only."""
