"""Claim extractors."""
