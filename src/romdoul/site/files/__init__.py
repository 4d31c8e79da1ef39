"""Handing out what editors uploaded: pictures, and files to take away."""
