"""The page of one call: its sound, its texts, what people write there, where it came from."""
