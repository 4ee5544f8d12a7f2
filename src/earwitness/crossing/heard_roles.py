"""How a name or kin term is used in a clause: of oneself, to the other, or of somebody.

The rules are hand-written for spoken Russian on the telephone. Punctuation helps where the
recogniser sets it; the patterns without it ("это я серёжа", "привет витя") are kept narrow.
"""

from collections.abc import Sequence
from enum import StrEnum

from earwitness.crossing.spoken_words import SpokenWord


class Role(StrEnum):
    """Of whom a word is said."""

    SELF = "self"
    ADDRESS = "address"
    MENTION = "mention"


FIRST_TURNS = 3
"""Turns of a call in which a bare name with a question mark asks who is there."""

_CALLS = frozenset({"звонит", "беспокоит", "говорит", "дзвонить", "турбує"})
_GREETINGS = frozenset(
    ("привет", "здорово", "здарова", "здравствуй", "здравствуйте", "алло", "ало", "слушай",
     "слышь", "спасибо", "привіт", "слухай", "ну", "да", "ой", "ага", "пока", "милый", "дорогая")
)  # fmt: skip
_AFTER_ADDRESS = frozenset(
    ("привет", "здорово", "ты", "слушай", "слышишь", "алло", "это", "я", "здравствуй", "привіт",
     "ти", "как", "прости", "извини", "дорогой", "родной", "родная")
)  # fmt: skip
_AFTER_SELF = frozenset(
    ("слышишь", "слышно", "привет", "мам", "пап", "мама", "папа", "здорово", "алло", "звоню",
     "как", "чуєш", "привіт")
)  # fmt: skip
_THIS = frozenset({"это", "то", "це"})


def self_role(words: Sequence[SpokenWord], first: int, last: int) -> bool:
    """Whether words first…last, a name in the nominative, are said of the speaker.

    "это (я,) Серёжа." · "Андрей это." · "Лёша звонит." · "меня зовут Дима"
    """
    if "?" in words[last].after:
        return False
    return (
        _this_is(words, first, last)
        or _name_this(words, first, last)
        or _name_calls(words, first, last)
        or _my_name_is(words, first)
    )


def address_role(
    words: Sequence[SpokenWord], first: int, last: int, *, vocative_only: bool, turn_number: int
) -> bool:
    """Whether words first…last call the other side.

    `vocative_only`: the form is used for nothing else ("Оль", "Мам"). `turn_number` counts from
    0 in the call.
    """
    opens, closes = words[first].opens, words[last].closes
    if opens and closes:
        return _set_off(words, first, last, vocative_only, turn_number)
    if _asked_if_there(words, first, last):
        return True
    if vocative_only:
        return opens or closes or not words[first].punctuated
    if opens and _next(words, last) in _AFTER_ADDRESS - {"это", "я"} and first == 0:
        return True
    return closes and _previous(words, first) in _GREETINGS and "?" not in words[last].after


def _set_off(
    words: Sequence[SpokenWord], first: int, last: int, vocative_only: bool, turn_number: int
) -> bool:
    """Between marks. A name alone with "." or "?" may only repeat what was said."""
    alone = words[first].begins_sentence and (
        words[last].is_last or words[last].after[:1] in {".", "?"}
    )
    if not alone or vocative_only:
        return True
    mark = words[last].after
    if not mark:  # the whole turn is the name, without punctuation
        return turn_number < FIRST_TURNS
    if mark[:1] == "?":
        return turn_number < FIRST_TURNS or _next(words, last) in {"ты", "это", "ти", "це"}
    return not (mark[:1] == "." and not mark.startswith(("...", "..")))


def _asked_if_there(words: Sequence[SpokenWord], first: int, last: int) -> bool:
    """ "Это Сергей?", "А это не Роза Ильдаровна?": the speaker expects this person there."""
    if "?" not in words[last].after:
        return False
    before = [word.lower for word in words[max(0, first - 2) : first]]
    return bool(_THIS & set(before[-1:])) or before == ["это", "не"]


def _this_is(words: Sequence[SpokenWord], first: int, last: int) -> bool:
    before = [word.lower for word in words[max(0, first - 2) : first]]
    after_this = before[-1:] and before[-1] in _THIS and not words[first].before
    after_this_is_me = before in (["это", "я"], ["то", "я"], ["це", "я"])
    if not (after_this or after_this_is_me):
        return False
    return words[last].closes or _next(words, last) in _AFTER_SELF | _CALLS


def _name_this(words: Sequence[SpokenWord], first: int, last: int) -> bool:
    following = words[last + 1] if last + 1 < len(words) else None
    return (
        following is not None
        and not words[last].after
        and words[first].opens
        and following.lower in _THIS
        and following.closes
        and "?" not in following.after
    )


def _name_calls(words: Sequence[SpokenWord], first: int, last: int) -> bool:
    following = words[last + 1] if last + 1 < len(words) else None
    return (
        following is not None
        and not words[last].after
        and words[first].begins_sentence  # not "Зина, иди сюда, Генка звонит!"
        and following.lower in _CALLS - {"говорит"}
        and following.closes
        and "?" not in following.after
    )


def _my_name_is(words: Sequence[SpokenWord], first: int) -> bool:
    return [word.lower for word in words[max(0, first - 2) : first]] in (
        ["меня", "зовут"], ["мене", "звати"], ["мене", "звуть"]
    )  # fmt: skip


def _previous(words: Sequence[SpokenWord], first: int) -> str:
    return words[first - 1].lower if first else ""


def _next(words: Sequence[SpokenWord], last: int) -> str:
    return words[last + 1].lower if last + 1 < len(words) else ""
