"""A page that a visitor keeps on a phone, for where there is no connection."""
