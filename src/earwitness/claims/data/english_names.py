"""English names of places; for `make_places.py`, never at run time."""

import re
import unicodedata

NOT_A_PLACE = re.compile(r"\b(Rayon|District|Mikrorayon|Masyv|Kvartal)\b|\d")
NAME = re.compile(r"[A-Z][A-Za-z]+([ -][A-Za-z]+)*")
DISTRICT = re.compile(r"(sk|ln|ichn|odsk|echn|dn)(yi|yy|iy)$")
TOWNS_LIKE_DISTRICTS = frozenset({"Khmelnytskyi"})

# The older system of GeoNames to Ukraine's own of 2010 (Resolution 55 of the Cabinet of Ministers),
# as English papers write: Izyum, Izium; Mykolayiv, Mykolaiv; Kryvyy, Kryvyi.
TO_NATIONAL = (
    (r"(?<=[aeiouy])yi", "i"),
    (r"(?<=[a-z])y(?=[aeu])", "i"),
    (r"yy\b", "yi"),
    (r"iy\b", "ii"),
)


def in_english(name: str, country: str) -> str:
    """A name without signs above or beside its letters, Ukrainian ones in the national system."""
    plain = unicodedata.normalize("NFKD", name)
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    plain = re.sub(r"['’ʼ`]", "", plain).strip()
    if country == "UA":
        for pattern, replacement in TO_NATIONAL:
            plain = re.sub(pattern, replacement, plain)
    return plain


def english_name(name: str, country: str) -> str:
    """The English name of a place; "" of a district, or where it is not in Latin letters."""
    english = in_english(name, country)
    if NOT_A_PLACE.search(name) or not NAME.fullmatch(english):
        return ""
    if DISTRICT.search(english) and english not in TOWNS_LIKE_DISTRICTS:
        return ""
    return english
