"""Readers of exports, one file a kind."""
