"""Every read, scoped to the actor; the only door to opening a sealed record."""
