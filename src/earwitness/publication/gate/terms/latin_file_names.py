"""Names of files in Latin letters, as web sites spell Cyrillic ones: one scheme a name."""

_COMMON = {
    **dict(zip("абвгґдезиіклмнопрстуфыэ", "abvggdeziiklmnoprstufye", strict=True)),
    **{"ж": "zh", "ч": "ch", "ш": "sh", "ь": "", "ъ": "", "є": "ye", "ї": "yi", "ё": "e"},
}
_SCHEMES = tuple(
    str.maketrans(_COMMON | dict(zip("йхцщюя", own.split(), strict=True)))
    for own in (
        "y kh ts shch yu ya",
        "i kh ts shch iu ia",
        "j h c shh yu ya",
        "y h ts sch yu ya",
        "j h c sch ju ja",
    )
)
"""BGN/PCGN, ICAO Doc 9303, GOST 7.79 B, what most web sites do, and the Polish and Czech way."""


def latin_file_names(stem: str) -> tuple[str, ...]:
    """The name in each scheme; nothing if no letter of it is Cyrillic."""
    low = stem.lower()
    spelt = dict.fromkeys(low.translate(scheme) for scheme in _SCHEMES)
    return tuple(one for one in spelt if one != low)
