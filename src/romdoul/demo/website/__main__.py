"""``python -m romdoul.demo.website``: starts Django for the website, then tells."""

from importlib import import_module

from romdoul.cli.settings import start_django

start_django("edit_console")
import_module("romdoul.demo.website.telling").tell()
