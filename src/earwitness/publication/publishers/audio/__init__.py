"""Publisher: sound with captions and a plain text, for those who make their own page."""
