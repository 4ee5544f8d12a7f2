"""Checks between a sentence and its English: numbers, names, negation, terms, shape."""
