"""Wagtail's admin as our editors use it; loaded in the editing process alone."""
