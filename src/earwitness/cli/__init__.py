"""The command line."""

from earwitness.cli import handing_commands as handing_commands
from earwitness.cli.commands import main

__all__ = ["main"]
