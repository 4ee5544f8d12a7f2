"""Wiring: a case with its stations, and everything that can be asked of it."""
