"""The words of a turn with their times, as they are read: joined where a recogniser parted them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from earwitness.records.hearing import Turn

_CONTINUES = frozenset("-‐‑–—'’,.!?…:;%»")


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """One word; times in ms of the recording.

    `words` are the places of `Turn.words` that it is made of, none where words have no times (then
    its time is the whole turn's). `at` is its first character in `Turn.text`, −1 if it is not found
    there.
    """

    text: str
    start_ms: int
    end_ms: int
    words: tuple[int, ...] = ()
    confidence: float = 1.0
    by_person: bool = False
    at: int = -1

    @property
    def is_timed(self) -> bool:
        """Whether its own time is known."""
        return bool(self.words)


def spoken(turn: Turn) -> tuple[Spoken, ...]:
    """The words of a turn in order.

    What the recogniser timed is what is read; where nothing was timed, the words of the text.
    """
    if any(word.text.strip() for word in turn.words):
        return _placed(_joined(turn), turn.text)
    untimed = (
        Spoken(text=text, start_ms=turn.start_ms, end_ms=turn.end_ms) for text in turn.text.split()
    )
    return _placed(tuple(untimed), turn.text)


def _joined(turn: Turn) -> tuple[Spoken, ...]:
    """Words; what only continues one ("кто" "-то", "200" "%") belongs to it."""
    found: list[Spoken] = []
    for place, word in enumerate(turn.words):
        text = " ".join(word.text.split())
        if not text:
            continue
        one = Spoken(
            text=text,
            start_ms=word.start_ms,
            end_ms=max(word.start_ms, word.end_ms),
            words=(place,),
            confidence=word.confidence,
            by_person=word.by_person,
        )
        continues = text[0] in _CONTINUES and (len(text) > 1 or text not in "-–—")
        if found and continues and not word.text[:1].isspace():
            found[-1] = _both(found[-1], one)
        else:
            found.append(one)
    return tuple(found)


def _both(one: Spoken, rest: Spoken) -> Spoken:
    return replace(
        one,
        text=one.text + rest.text,
        start_ms=min(one.start_ms, rest.start_ms),
        end_ms=max(one.end_ms, rest.end_ms),
        words=one.words + rest.words,
        confidence=min(one.confidence, rest.confidence),
        by_person=one.by_person or rest.by_person,
    )


def _placed(words: Sequence[Spoken], text: str) -> tuple[Spoken, ...]:
    """The words with the characters at which they stand in the text of the turn."""
    placed, cursor = [], 0
    for word in words:
        at = text.find(word.text, cursor)
        placed.append(replace(word, at=at))
        cursor = at + len(word.text) if at >= 0 else cursor
    return tuple(placed)
