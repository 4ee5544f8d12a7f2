"""The command line."""

from earwitness.cli import examination_commands as examination_commands
from earwitness.cli.commands import main

__all__ = ["main"]
