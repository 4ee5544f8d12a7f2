"""Releases: choosing, building, signing, and what becomes public."""
