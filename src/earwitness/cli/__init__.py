"""The command line."""

from earwitness.cli import custody_commands as custody_commands
from earwitness.cli.commands import main

__all__ = ["main"]
