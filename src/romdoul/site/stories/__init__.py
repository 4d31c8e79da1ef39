"""Case stories: consent, a second person's review, and taking back what was told."""
