"""One WSGI application a process."""
