"""What everything else stands on: references, errors, secrets. Standard library only."""
