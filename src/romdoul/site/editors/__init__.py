"""The accounts of those who edit the website. They hold no key to anything sealed."""
