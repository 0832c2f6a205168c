"""The command line: thin commands over the public API."""

from .main import main

__all__ = ["main"]
