"""What was done and opened, as the ledger has it."""
