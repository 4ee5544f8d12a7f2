"""Captions of a clip: the original timed by word, and the translation, with what is covered left
out."""
