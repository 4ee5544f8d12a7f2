"""Claims in formats of others, for inside use."""
