"""How much text a screen holds, and for how long.

Sources: Netflix, "Timed Text Style Guide: General Requirements" (two lines, 7 seconds at most, 5/6
of a second at least) and its language guides (42 characters a line for English, 39 for Russian; for
Ukrainian the same is taken). The BBC's "Subtitle Guidelines" ask for two lines, too, and for 160 to
180 words a minute; as speech is not shortened here, reading speed is the speaker's.
"""

LINES = 2
CHARACTERS_A_LINE = {"en": 42, "ru": 39, "uk": 39}
OTHER_LANGUAGES = 39
LONGEST_MS = 7_000
SHORTEST_MS = 833

LONGEST_PAUSE_MS = 1_500
"""A longer pause within a turn begins a new caption. Estimate: as `calls.turns`."""


def most_characters(language: str) -> int:
    """Characters of one caption in a language ("en")."""
    return LINES * CHARACTERS_A_LINE.get(language, OTHER_LANGUAGES)
