"""Station: what was said becomes claims and themes."""
