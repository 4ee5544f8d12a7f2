"""The technical examination: pure functions over sound, file facts and stated times."""
