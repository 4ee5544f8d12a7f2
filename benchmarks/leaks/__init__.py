"""Leaks, planted: identifiers of a case in packages that are otherwise clean."""
