"""Publishers: files of a release, made from published types alone."""
