"""Station: chosen pieces become a release, and a gate sees that nothing else does."""
