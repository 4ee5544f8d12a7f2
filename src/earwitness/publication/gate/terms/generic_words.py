"""Words of addresses and places that say what kind of place it is, and how they are shortened."""

_ABBREVIATIONS = {
    "улица": "ул вул вулиця street str st",
    "вулиця": "ул вул улица street str st",
    "переулок": "пер пров провулок lane",
    "провулок": "пер пров переулок lane",
    "проспект": "пр просп avenue ave",
    "площадь": "пл площа square sq",
    "площа": "пл площадь square sq",
    "бульвар": "бул boulevard blvd",
    "шоссе": "ш шосе highway",
    "набережная": "наб набережна embankment",
    "микрорайон": "мкр мкрн мікрорайон",
    "посёлок": "пос п селище settlement",
    "деревня": "д дер village",
    "село": "с village",
    "город": "г гор місто м city town",
    "район": "р рн district",
    "область": "обл region oblast",
    "дом": "д буд будинок house",
    "квартира": "кв flat apartment apt",
}
"""Usual ones of Russian, Ukrainian and English addresses. Estimate."""


def other_spellings(word: str) -> tuple[str, ...]:
    """How such a word is written otherwise, in lower case; nothing for any other word."""
    return tuple(_ABBREVIATIONS.get(word.lower(), "").split())
