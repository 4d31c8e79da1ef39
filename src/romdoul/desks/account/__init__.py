"""What a worker does with their own account."""
