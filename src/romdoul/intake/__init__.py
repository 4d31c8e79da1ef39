"""The public report form and mailbox; can seal and never open."""
