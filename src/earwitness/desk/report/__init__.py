"""The report of a case: one self-contained page, for inside use."""
