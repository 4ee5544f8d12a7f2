"""Ways in which text is written so that a plain search does not see it; each is undone here."""
