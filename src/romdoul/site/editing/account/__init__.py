"""What an editor does with their own account, in place of Wagtail's own page."""
