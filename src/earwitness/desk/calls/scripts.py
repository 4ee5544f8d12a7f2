"""In which language a text is likely written: for the attribute `lang`, so that it is read aloud as
it should be."""

UKRAINIAN = frozenset("іїєґІЇЄҐ")
CYRILLIC = range(0x0400, 0x0500)


def language_of(text: str) -> str:
    """`uk`, `ru` or `en`, by letters alone. Estimate."""
    if not UKRAINIAN.isdisjoint(text):
        return "uk"
    return "ru" if any(ord(sign) in CYRILLIC for sign in text) else "en"
