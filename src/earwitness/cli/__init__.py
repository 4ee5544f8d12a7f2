"""The command line."""

from earwitness.cli.commands import main

__all__ = ["main"]
