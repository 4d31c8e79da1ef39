"""Light middleware: the public POST has two milliseconds in all."""
