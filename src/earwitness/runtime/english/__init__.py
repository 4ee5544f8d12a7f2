"""English words and numbers, for every station that reads English."""
