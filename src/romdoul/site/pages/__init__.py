"""The website's pages: what they hold, and how they are shown."""
