"""A Latin name in Cyrillic letters, well enough to inflect it; skeletons see through the rest."""

import re

_LONGER = (
    ("shch", "щ"), ("schtsch", "щ"), ("tsch", "ч"), ("sch", "ш"), ("tch", "ч"), ("kh", "х"),
    ("zh", "ж"), ("ch", "ч"), ("sh", "ш"), ("ts", "ц"), ("tz", "ц"), ("ph", "ф"), ("ou", "у"),
    ("yu", "ю"), ("iu", "ю"), ("ju", "ю"), ("ya", "я"), ("ia", "я"), ("ja", "я"), ("yo", "ё"),
    ("ye", "е"), ("ie", "е"), ("je", "е"), ("iy", "ий"), ("ij", "ий"), ("yi", "ый"), ("ff", "в"),
    ("x", "кс"),
)  # fmt: skip
_SINGLE = str.maketrans("abcdefghijklmnopqrstuvwyz", "абкдефгхийклмнопкрстуввиз")
_LAST_Y = re.compile(r"(?<=[skt])y$|(?<=[^aeiou])y$")


def in_cyrillic(latin: str) -> str:
    """The likeliest Cyrillic spelling of a Latin word in lower case."""
    text = _LAST_Y.sub("ий", latin)
    for spelling, letter in _LONGER:
        text = text.replace(spelling, letter)
    return re.sub(r"[^а-яё-]", "", text.translate(_SINGLE))
