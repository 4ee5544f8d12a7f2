"""Voice and denial of the verbs in a row of items."""

from collections.abc import Sequence
from dataclasses import replace

from earwitness.claims.english.items import NUMBER_MARKS, Item
from earwitness.claims.english.word_lists import listed

_BE = listed("verbs.be")
_BETWEEN = listed("verbs.between")
_NEGATORS = frozenset({"not", "never", "nor", "neither", "cannot"})
_STOPS = listed("verbs.stops")
# Subjects, nearest before the verb.
_SUBJECT_WE = frozenset({"we", "i"})
_SUBJECT_OTHER = listed("verbs.subject_other")
_VOICE_REACH, _DENIAL_REACH, _SUBJECT_REACH = 4, 5, 14


def with_voices(row: Sequence[Item]) -> list[Item]:
    """The row with PASSIVE, WE_DO or THEY_DO on every verb, and "not:" marks where it is denied."""
    done: list[Item] = []
    for index, item in enumerate(row):
        if not item.verb:
            done.append(item)
            continue
        marks = item.marks | {_voice(row, index)}
        denied = _is_denied(row, index)
        if denied:
            marks |= {f"not:{mark}" for mark in item.marks}
        done.append(replace(item, marks=marks, denied=denied))
    return done


def _voice(row: Sequence[Item], index: int) -> str:
    if "PARTICIPLE" in row[index].marks:
        for item in reversed(row[max(0, index - _VOICE_REACH) : index]):
            if item.marks & _BE:
                return "PASSIVE"
            if not item.marks & _BETWEEN:
                break
    for item in reversed(row[max(0, index - _SUBJECT_REACH) : index]):
        if item.marks & _SUBJECT_WE:
            return "WE_DO"
        if item.marks & _SUBJECT_OTHER and not item.marks & {"us", "them", "TELL"}:
            return "THEY_DO"
    return "THEY_DO"


def _is_denied(row: Sequence[Item], index: int) -> bool:
    for item in reversed(row[max(0, index - _DENIAL_REACH) : index]):
        if item.marks & _NEGATORS:
            return True
        if "NOBODY" in item.marks:
            return True
        if item.marks & _STOPS or item.marks & NUMBER_MARKS or item.place or "UNIT" in item.marks:
            return False
    return False
