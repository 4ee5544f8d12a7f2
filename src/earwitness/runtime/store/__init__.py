"""The store of a case: Django models, and functions that map rows to records."""
