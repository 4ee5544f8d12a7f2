"""Spellings of a line, as people, forms, programs and networks write it."""

import base64
import hashlib
from random import Random

from leaks import number_words
from leaks.plants import Spelling

FULL_WIDTH, ARABIC = "０１２３４５６７８９", "٠١٢٣٤٥٦٧٨٩"
THIN = ["\u00a0", "\u2009", "\u202f", "\u2007"]
INVISIBLE = ["\u200b", "\u200d", "\u00ad", "\u2060"]


def digits(e164: str) -> str:
    """All digits, with those of the country."""
    return e164.lstrip("+")


def national(e164: str) -> str:
    """Without country and trunk prefix."""
    own = digits(e164)
    return own[3:] if own.startswith("380") else own[1:]


def trunk(e164: str) -> str:
    """As dialled inside the country."""
    return ("0" if digits(e164).startswith("380") else "8") + national(e164)


def country(e164: str) -> str:
    """The digits of the country."""
    return "380" if digits(e164).startswith("380") else "7"


def groups(e164: str) -> list[str]:
    """The national number in the groups in which it is read out."""
    own = national(e164)
    area = len(own) - 7
    return [own[:area], own[area : area + 3], own[area + 3 : area + 5], own[area + 5 :]]


def joined(separator: str) -> Spelling:
    """The trunk number, its groups held apart by this."""
    return lambda value, _: separator.join([trunk(value)[0], *groups(value)])


def _brackets(value: str, random: Random) -> str:
    area, *rest = groups(value)
    start = random.choice([f"+{country(value)}", trunk(value)[0]])
    return f"{start} ({area}) {random.choice(['-', ' ', '.']).join(rest)}"


def _international(value: str, random: Random) -> str:
    separator = random.choice(["-", " ", "\u2011", "\u2013"])
    return f"+{country(value)} " + separator.join(groups(value))


def _partial(value: str, random: Random) -> str:
    own = national(value)
    length = random.randint(7, min(9, len(own)))
    start = random.randint(0, len(own) - length)
    return own[start : start + length]


def _partial_spaced(value: str, _: Random) -> str:
    return "-".join(groups(value)[1:])


def _split_anyhow(value: str, random: Random) -> str:
    """Pieces of one to four digits with other signs between them."""
    own, pieces = digits(value), []
    while own:
        size = random.randint(1, 4)
        pieces.append(own[:size])
        own = own[size:]
    return random.choice([" ", "-", ".", "/", "_", " - ", ", ", "\n", " | "]).join(pieces)


def _in(alphabet: str) -> Spelling:
    return lambda value, _: "".join(alphabet[int(digit)] for digit in digits(value))


def _with_invisible(value: str, random: Random) -> str:
    own = random.choice([digits(value), trunk(value), value])
    sign = random.choice(INVISIBLE)
    return sign.join(own)


def _hashed(name: str) -> Spelling:
    def spell(value: str, random: Random) -> str:
        usual = random.choice([value, digits(value), trunk(value), national(value)])
        raw = hashlib.new(name, usual.encode()).digest()
        return random.choice([raw.hex(), raw.hex().upper(), base64.b64encode(raw).decode()])

    return spell


def _semi_octets(value: str, _: Random) -> str:
    """As SIM cards and SMS hold it (3GPP TS 23.040, 9.1.2.3): nibbles swapped, filled with F."""
    own = digits(value)
    own += "F" * (len(own) % 2)
    return "".join(own[place + 1] + own[place] for place in range(0, len(own), 2))


def _letters_for_digits(value: str, random: Random) -> str:
    return trunk(value).replace("0", random.choice(["O", "o", "О", "о"])).replace("1", "l", 1)


def _mixed_words(value: str, random: Random) -> str:
    area, first, *rest = groups(value)
    words = number_words.russian([area, first])
    return f"{trunk(value)[0]} {words} {' '.join(rest)}"


SPELLINGS: dict[str, Spelling] = {
    "e164": lambda value, _: value,
    "digits": lambda value, _: digits(value),
    "trunk": lambda value, _: trunk(value),
    "national": lambda value, _: national(value),
    "brackets": _brackets,
    "international": _international,
    "spaces": joined(" "),
    "hyphens": joined("-"),
    "dots": joined("."),
    "slashes": joined("/"),
    "underscores": joined("_"),
    "no-break spaces": lambda value, random: joined(random.choice(THIN))(value, random),
    "digit by digit": lambda value, _: " ".join(trunk(value)),
    "digits in a list": lambda value, _: "[" + ", ".join(digits(value)) + "]",
    "split anyhow": _split_anyhow,
    "00 prefix": lambda value, random: random.choice(["00", "810", "011"]) + digits(value),
    "tel URI": lambda value, _: "tel:+" + country(value) + "-" + "-".join(groups(value)),
    "wa.me": lambda value, random: (
        random.choice(["https://wa.me/", "viber://chat?number=%2B"]) + digits(value)
    ),
    "7 to 9 digits of it": _partial,
    "last 7, spaced": _partial_spaced,
    "full-width digits": _in(FULL_WIDTH),
    "Arabic digits": _in(ARABIC),
    "invisible signs between": _with_invisible,
    "thousands": lambda value, random: f"{int(digits(value)):,}".replace(
        ",", random.choice([",", " ", "'"])
    ),
    "float": lambda value, _: digits(value) + ".0",
    "exponent": lambda value, _: f"{int(digits(value)):.{len(digits(value)) - 1}E}",
    "hex number": lambda value, _: hex(int(digits(value))),
    "semi-octets": _semi_octets,
    "letters for digits": _letters_for_digits,
    "Russian words": lambda value, _: number_words.russian([trunk(value)[0], *groups(value)]),
    "Russian words, digit by digit": lambda value, _: number_words.russian(list(trunk(value))),
    "Russian words with commas": lambda value, _: ", ".join(
        number_words.russian([group]) for group in [trunk(value)[0], *groups(value)]
    ),
    "Ukrainian words": lambda value, _: number_words.ukrainian([trunk(value)[0], *groups(value)]),
    "English words": lambda value, _: number_words.english([trunk(value)[0], *groups(value)]),
    "English words, digit by digit": lambda value, random: number_words.english_digits(
        trunk(value), random
    ),
    "words and digits": _mixed_words,
    "MD5": _hashed("md5"),
    "SHA-1": _hashed("sha1"),
    "SHA-256": _hashed("sha256"),
}
