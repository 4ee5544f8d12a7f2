"""Fictional worlds with known truth, and how crossing is scored on them."""
