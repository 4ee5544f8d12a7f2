"""Stages of the way of a recording; `stages` has them in order."""
