"""In which language a text is read."""

import re

LANGUAGES = ("ru", "uk", "en")
_UKRAINIAN = re.compile(r"[іїєґ]", re.IGNORECASE)
_CYRILLIC = re.compile(r"[а-яёіїєґ]", re.IGNORECASE)
_LATIN = re.compile(r"[a-z]", re.IGNORECASE)


def language_of(text: str, declared: str = "") -> str:
    """ "ru", "uk" or "en": by its script, and by letters that Russian lacks.

    `declared` decides between Russian and Ukrainian where no letter does.
    """
    cyrillic = len(_CYRILLIC.findall(text))
    if cyrillic < len(_LATIN.findall(text)):
        return "en"
    if _UKRAINIAN.search(text):
        return "uk"
    return declared if declared == "uk" and cyrillic else "ru"
