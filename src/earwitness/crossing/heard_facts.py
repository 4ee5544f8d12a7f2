"""What speakers say of themselves and others besides names: age, birthday, town, unit.

Conservative: a fact is read only where its sentence says of whom it is; questions tell nothing.
Every fact points to the words. It is no proof: people lie, joke, and speak of third persons. The
patterns are hand-written for spoken Russian; Ukrainian pronouns and months are known, too.
"""

import re
from collections.abc import Iterator, Sequence

from earwitness.crossing.heard_ages import ages, birth_years, birthdays
from earwitness.crossing.heard_fact import FactKind, HeardFact, SaidFact
from earwitness.crossing.heard_origins import answered_town, asks_whence, towns, units
from earwitness.crossing.spoken_words import quote_around
from earwitness.crossing.towns import town_is_heard
from earwitness.records.hearing import INVENTION_FLAGS, Turn
from earwitness.runtime.russian.words import sentences

__all__ = ["FactKind", "HeardFact", "hear_facts", "town_is_heard"]

# A turn without any of these says nothing that is read here; most turns end at this.
_TELLING = re.compile(
    r"\b(?:лет|год\w{0,3}|р[оі]к\w{0,2}|исполн\w+|стукн\w+|рожд[её]н\w+|народжен\w+|родил\w+|днюх\w+"
    r"|мне|мені|полк\w*|бригад\w+|дивизи\w+|батальон\w*|рот\w+|из|с|со|із|зі|з"
    r"|\w+[сц]к(?:ий|ие|ая|ой))\b",
    re.IGNORECASE,
)


def hear_facts(turns: Sequence[Turn]) -> tuple[HeardFact, ...]:
    """Ages, birthdays, towns and units told in a call's turns, in order.

    Turns flagged as invented by the recogniser are left out. The same fact told twice is there
    twice.
    """
    found: list[HeardFact] = []
    asked = False
    for turn in turns:
        if INVENTION_FLAGS & set(turn.flags):
            continue
        if _TELLING.search(turn.text):
            found.extend(_with_pointer(fact, turn) for fact in _said(turn.text, asked=asked))
        asked = asks_whence(turn.text)
    return tuple(found)


def _said(text: str, *, asked: bool) -> Iterator[SaidFact]:
    for number, sentence in enumerate(sentences(text)):
        if sentence.question or not sentence.tokens:
            continue
        tokens = sentence.tokens
        if asked and number == 0:
            yield from answered_town(tokens)
        yield from ages(tokens)
        yield from birthdays(tokens)
        yield from birth_years(tokens)
        yield from towns(tokens)
        yield from units(tokens)


def _with_pointer(fact: SaidFact, turn: Turn) -> HeardFact:
    return HeardFact(
        kind=fact.kind,
        value=fact.value,
        of=fact.whom.role,
        names=fact.whom.names,
        relation=fact.whom.relation,
        speaker_label=turn.speaker_label,
        start_ms=turn.start_ms,
        end_ms=turn.end_ms,
        quote=quote_around(turn.text, fact.start, fact.end),
    )
