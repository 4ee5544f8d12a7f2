"""What stands around a word: a sentence that it is in, a given name or an initial beside it."""

import re
from functools import lru_cache

from earwitness.publication.gate.terms.letters import text_after, text_before
from earwitness.runtime.russian.given_name_forms import comparable, name_table
from earwitness.runtime.russian.ordinary_words import is_also_a_word
from earwitness.runtime.russian.patronymics import patronymic
from earwitness.runtime.russian.transliteration import is_latin, skeletons

_INITIALS_BEFORE = re.compile(r"(?:^|[^\w.])(?:[A-ZА-ЯЄІЇҐ]\.[ \u00a0]?){1,2}$")
_INITIALS_AFTER = re.compile(r"[ \u00a0,]{1,2}[A-ZА-ЯЄІЇҐ]\.(?:[ \u00a0]?[A-ZА-ЯЄІЇҐ]\.|(?!\w))")
_WORD_BEFORE = re.compile(r"([^\W\d_]{2,})[\s_.,\-+/=\"':]{1,4}$")
_WORD_AFTER = re.compile(r"[\s_.,\-+/=\"':]{1,4}([^\W\d_]{2,})")
_INSIDE = re.compile(r"[\w,;:—–)»\"-][ \u00a0]+[«\"(]?$")
_SMALL_BEFORE = re.compile(r"(?:^|[^\w.])[a-zа-яёіїєґ][\w'’-]*[,;:]?[ \u00a0]+[«\"(]?$")
_SENTENCE_BEGINS = re.compile(r"[.!?…:]['\"»)]?\s*['\"«(]?$|(?:^|\n)\s*(?:[-—–*#>|]\s*)*['\"«(]?$")

NOISE_LENGTH = 24
"""Signs of a run that may be base64. Estimate."""
_RUN_BEFORE, _RUN = re.compile(rb"[A-Za-z0-9+/=]+\Z"), re.compile(rb"[A-Za-z0-9+/=]+")
_TURN = re.compile(rb"[a-z](?=[A-Z0-9])|[A-Z](?=[0-9])|[0-9](?=[A-Za-z])")


def is_beside_name(data: bytes, begin: int, end: int) -> bool:
    """Whether an initial, a given name or a patronymic stands right before or after the word."""
    before, after = text_before(data, begin), text_after(data, end)
    if _INITIALS_BEFORE.search(before) or _INITIALS_AFTER.match(after):
        return True
    neighbours = (_WORD_BEFORE.search(before), _WORD_AFTER.match(after))
    return any(found is not None and is_given_name(found[1]) for found in neighbours)


def is_inside_sentence(data: bytes, begin: int, *, after_small: bool = False) -> bool:
    """Whether words of the same sentence stand before the word, so that a capital means a name.

    `after_small`: the word before must have small letters.
    """
    before = text_before(data, begin)
    if after_small and not _SMALL_BEFORE.search(before):
        return False
    return bool(_INSIDE.search(before)) and not _SENTENCE_BEGINS.search(before)


def is_in_noise(data: bytes, begin: int, end: int) -> bool:
    """Whether the word stands inside base64 or the like: a long run of Latin letters and digits
    that changes between capitals, small letters and digits all the time."""
    first, last = (
        _RUN_BEFORE.search(data, max(0, begin - 40), begin),
        _RUN.match(data, end, end + 40),
    )
    run = (first.group() if first else b"") + data[begin:end] + (last.group() if last else b"")
    return len(run) >= NOISE_LENGTH and 4 * len(_TURN.findall(run)) >= len(run)


@lru_cache(maxsize=100_000)
def is_given_name(word: str) -> bool:
    """Whether a word is a form of a given name or a patronymic; a word that means something else
    as well must have a capital."""
    if len(word) < 3 or not (word[0].isupper() or word.islower()):
        return False
    table = name_table()
    if is_latin(word):
        known = any(one in table.skeletons for one in skeletons(word))
        return (known or patronymic(word) is not None) and word[0].isupper()
    known = comparable(word) in table.forms or patronymic(word) is not None
    return known and (word[0].isupper() or not is_also_a_word(word))
