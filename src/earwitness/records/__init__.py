"""The domain: what Earwitness speaks about, as frozen records of the standard library alone."""
