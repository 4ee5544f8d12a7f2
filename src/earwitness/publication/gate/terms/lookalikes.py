"""Words in which letters of another alphabet, or digits, stand for letters that look like them."""

import re
import unicodedata

_TO_CYRILLIC = str.maketrans(
    dict(zip("aeopcyxkmthbiurn03461l", "аеорсухкмтнвиигпозчбии", strict=True))
)
_TO_LATIN = str.maketrans(dict(zip("аеёорсухкмтнвіїг0134", "aeeopcyxkmthbiiroieч", strict=True)))
_DIGITS_TO_LATIN = str.maketrans("013", "oie")
_LATIN = re.compile(r"[a-zà-ɏ]")
_CYRILLIC = re.compile(r"[а-яёіїєґ]")
_ONLY_ALIKE = re.compile(r"[aeopcyxkmthbi0346]{5,}")
_INVISIBLE = {"Mn", "Cf", "Me"}
APOSTROPHES = "'’‘ʼʹ`´ʻ"


def plain_letters(word: str) -> str:
    """The word in lower case without what is invisible, wide letters made ordinary ones."""
    if word.isascii():
        return word.lower()
    whole = unicodedata.normalize("NFKC", word).lower()
    if whole.isalpha():
        return whole
    return "".join(c for c in whole if unicodedata.category(c) not in _INVISIBLE)


def is_mixed(low: str) -> bool:
    """Whether Cyrillic and Latin letters, or letters and digits that look like some, are mixed."""
    return bool(_CYRILLIC.search(low)) and bool(_LATIN.search(low) or re.search(r"[01346]", low))


def unmixed(low: str) -> tuple[str, ...]:
    """What such a word may be in one alphabet; for a word in one alphabet of letters, nothing,
    and neither for one of which half are digits."""
    if 2 * sum(map(str.isdigit, low)) >= len(low):
        return ()  # "60r1n" is a piece of a hash
    if is_mixed(low):
        return (low.translate(_TO_CYRILLIC), low.translate(_TO_LATIN))
    if _ONLY_ALIKE.fullmatch(low):
        return (low.translate(_TO_CYRILLIC),)
    if re.search(r"[013]", low) and _LATIN.search(low):
        return (low.translate(_DIGITS_TO_LATIN),)
    return ()
