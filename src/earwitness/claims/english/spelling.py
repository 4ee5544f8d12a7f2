"""One key for the many Latin spellings of a Ukrainian or Russian place."""

import re
import unicodedata

# Letters that the systems of transliteration write differently, tried in this order. Folding is
# coarse on purpose: "Gostomel", "Hostomel'" and "Hostomel" have one key.
_FOLDS = (
    (re.compile(r"['’ʼ`\"]"), ""),
    (re.compile(r"shch|sch"), "shch"),
    (re.compile(r"kh|gh|g"), "h"),
    (re.compile(r"ck"), "k"),
    (re.compile(r"[yij]+([aeou])"), r"\1"),
    (re.compile(r"[yij]+"), "i"),
    (re.compile(r"(?<=[oei])v(oe|e|o)$"), "vo"),
    (re.compile(r"(?<=n)(oe|o)$"), "e"),
    (re.compile(r"w"), "v"),
    (re.compile(r"(.)\1"), r"\1"),
)


def place_key(name: str) -> str:
    """The key of a name in any usual Latin spelling, in small letters."""
    plain = unicodedata.normalize("NFKD", name.lower())
    key = "".join(letter for letter in plain if not unicodedata.combining(letter))
    for pattern, replacement in _FOLDS:
        key = pattern.sub(replacement, key)
    return key
