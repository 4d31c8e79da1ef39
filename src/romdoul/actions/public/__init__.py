"""What a stranger may set in motion; imports nothing that opens."""
