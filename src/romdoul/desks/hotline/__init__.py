"""The hotline desk, and the safeguarding desk, which works the same way."""
