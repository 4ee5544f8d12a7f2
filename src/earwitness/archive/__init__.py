"""Station: files become sealed originals, call lists become rows, both become calls."""
