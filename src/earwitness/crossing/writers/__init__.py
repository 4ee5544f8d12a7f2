"""What was crossed, in formats of other programs."""
