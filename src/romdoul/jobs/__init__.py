"""What runs on a schedule; holds no key."""
