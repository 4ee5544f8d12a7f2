"""Spellings of names and protected terms: inflected, transliterated, taken apart."""

import unicodedata
from random import Random

from leaks.plants import Spelling

ICAO = {
    **dict(zip("абвгдезийклмнопрстуфыэ", "abvgdeziiklmnoprstufye", strict=True)),
    **{"ё": "e", "ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch"},
    **{"ь": "", "ъ": "ie", "ю": "iu", "я": "ia", "і": "i", "ї": "i", "є": "ie", "ґ": "g"},
}
"""ICAO Doc 9303, part 3, section 6."""
POPULAR = {**ICAO, "ю": "yu", "я": "ya", "й": "y", "ъ": "", "ё": "yo", "є": "ye", "ї": "yi"}
GERMAN = {
    **POPULAR,
    **{"в": "w", "ж": "sch", "х": "ch", "ц": "z", "ч": "tsch", "ш": "sch", "щ": "schtsch"},
    **{"ю": "ju", "я": "ja", "й": "j", "з": "s", "е": "e"},
}
LOOK_ALIKE = str.maketrans("аеорсухАЕОРСУХКМТВН", "aeopcyxAEOPCYXKMTBH")

MASCULINE = ("а", "у", "ым", "е", "ы", "ых", "ым", "ыми")
FEMININE = ("ой", "у", "ою")


def latin(table: dict[str, str]) -> Spelling:
    """Letter by letter; capitals stay."""

    def spell(value: str, _: Random) -> str:
        out = []
        for letter in value:
            own = table.get(letter.lower(), letter.lower())
            out.append(own.capitalize() if letter.isupper() else own)
        return "".join(out)

    return spell


def inflected(value: str, random: Random) -> str:
    """The last word in another case, where it is a surname in -ов, -ев, -ин or -ова, -ева, -ина;
    any other word as it is."""
    *first, word = value.split(" ")
    if word.endswith(("ов", "ев", "ёв", "ин", "ын")):
        word += random.choice(MASCULINE)
    elif word.endswith(("ова", "ева", "ёва", "ина", "ына")):
        word = word[:-1] + random.choice(FEMININE)
    elif word.endswith(("ский", "цкий")):
        word = word[:-2] + random.choice(["ого", "ому", "им", "ом", "ая", "ие"])
    elif word.endswith("ская"):
        word = word[:-2] + random.choice(["ой", "ую"])
    elif word.endswith("а") and not first:
        word = word[:-1] + random.choice(["ы", "е", "у", "ой"])
    return " ".join([*first, word])


def _surname(value: str) -> str:
    return value.split(" ")[-1]


def _initials(value: str, random: Random) -> str:
    initial = value[0] if " " in value else random.choice("АВДИС")
    return random.choice([f"{_surname(value)} {initial}.", f"{initial}. {_surname(value)}"])


def _broken_line(value: str, random: Random) -> str:
    word = _surname(value)
    place = random.randint(2, max(2, len(word) - 2))
    return value[: len(value) - len(word)] + word[:place] + "-\n" + word[place:]


def _mojibake(value: str, random: Random) -> str:
    """UTF-8 read as if it were cp1251 or Latin-1; a letter that has no sign there is left as is."""
    code = random.choice(["cp1251", "latin-1"])
    return value.encode().decode(code, "replace") if code == "latin-1" else _as_1251(value)


def _as_1251(value: str) -> str:
    return "".join(bytes([byte]).decode("cp1251", "ignore") or chr(byte) for byte in value.encode())


SPELLINGS: dict[str, Spelling] = {
    "as it is": lambda value, _: value,
    "small letters": lambda value, _: value.lower(),
    "capitals": lambda value, _: value.upper(),
    "inflected": inflected,
    "inflected, capitals": lambda value, random: inflected(value, random).upper(),
    "ICAO": latin(ICAO),
    "popular Latin": latin(POPULAR),
    "German Latin": latin(GERMAN),
    "Latin possessive": lambda value, random: latin(POPULAR)(value, random) + "'s",
    "Latin, inflected": lambda value, random: latin(ICAO)(inflected(value, random), random),
    "hashtag": lambda value, _: "#" + value.replace(" ", ""),
    "snake case": lambda value, random: latin(POPULAR)(value, random).lower().replace(" ", "_"),
    "camel case": lambda value, random: (
        "contact" + "".join(part.capitalize() for part in latin(ICAO)(value, random).split())
    ),
    "with initials": _initials,
    "letter-spaced": lambda value, _: " ".join(value),
    "broken over a line": _broken_line,
    "look-alike letters": lambda value, _: value.translate(LOOK_ALIKE),
    "decomposed": lambda value, _: unicodedata.normalize("NFD", value),
    "soft hyphens": lambda value, _: "\u00ad".join(value),
    "е for ё": lambda value, _: value.replace("ё", "е").replace("Ё", "Е"),
    "mojibake": _mojibake,
}
