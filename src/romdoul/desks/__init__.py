"""Staff screens, one folder a desk."""
