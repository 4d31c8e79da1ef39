"""Search by name, phone or reference."""
