"""The benchmarks, a module each: ``measure(words) -> figures by name``."""
