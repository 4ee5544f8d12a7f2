"""Earwitness leads an archive of recorded phone calls to findings that can be published."""

__version__ = "0.1.0"
