"""Station: chosen pieces become a release. Nothing is published by this version."""
