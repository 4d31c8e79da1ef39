"""Sealed envelopes and mailboxes: what the public side may append to."""
