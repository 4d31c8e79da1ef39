"""One settings module a process."""
