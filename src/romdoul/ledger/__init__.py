"""The append-only record of everything done and opened, and the outbox."""
