"""The sound of a clip: cut, covered, disguised, attacked, and encoded afresh from samples."""
