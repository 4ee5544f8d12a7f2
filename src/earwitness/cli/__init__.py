"""The command line."""

from earwitness.cli import duplicates_commands as duplicates_commands
from earwitness.cli.commands import main

__all__ = ["main"]
