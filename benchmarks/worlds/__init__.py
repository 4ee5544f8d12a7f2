"""Fictional worlds with known truth: families, exports, calls; and how crossing is scored on them."""
