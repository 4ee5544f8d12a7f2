"""Archives of files (zip, tar, 7z, single compressed files), opened in a child with limits."""
