"""Other legs: recordings whose calls' data fit one call, while their sound does not say so.

A hint, weaker than any sound in common. A line that two people use, or a clock that is wrong, gives
one too.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import numpy as np
from numpy.typing import NDArray

from earwitness.records.duplicates import OtherLeg
from earwitness.records.hearing import SpeechSpan

STARTS_APART = timedelta(minutes=2)
"""One recorder may begin with the ringing, and clocks differ. Estimate."""

LEAST_OVERLAP = 0.5
"""Share of the shorter recording, by the declared times. Estimate: calls of the same lines, one
after the other, are no legs."""

CLOCKS_MS, STEP_MS = 5_000, 100
"""How far clocks may be apart when speech is compared. Estimate."""

MOST_AT_ONCE = 0.1
"""Share of the speech in which two who talk with each other may both be heard. Estimate. By the
true turns of 13 calls of the fictional archive, one side against the other: 0.019 at most; 33 of
156 pairs of sides of different calls stay below the limit too."""

Active = NDArray[np.bool_]
Pair = frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Leg:
    """What is declared of a recording's call. `sound` is the group of copies that it belongs to;
    `lines` are E.164, `duration_ms` of decoded sound."""

    sha256: str
    sound: str
    call_id: str
    lines: frozenset[str]
    started_at: datetime
    duration_ms: int


def possible_other_legs(legs: Sequence[Leg], alike: Set[Pair]) -> tuple[OtherLeg, ...]:
    """Pairs whose lines are the same, or all among the other's, and whose times overlap.

    `alike` holds pairs of `sound` that share sound: they are left out. Of several copies of one
    sound the pair that begins closest together stands for all. By start of the first.
    """
    found: dict[Pair, tuple[int, str, str, OtherLeg]] = {}
    for first, second in _near(legs):
        sounds = frozenset({first.sound, second.sound})
        if len(sounds) == 1 or sounds in alike or first.call_id == second.call_id:
            continue
        hint = _hint(first, second)
        if hint is not None:
            own = (hint.starts_apart_ms, hint.first, hint.second, hint)
            found[sounds] = min(own, found.get(sounds, own), key=lambda one: one[:3])
    order = {leg.sha256: (leg.started_at, leg.sha256) for leg in legs}
    hints = (one[-1] for one in found.values())
    return tuple(sorted(hints, key=lambda one: (order[one.first], order[one.second])))


def fitting_speech(
    hints: Sequence[OtherLeg], speech: Mapping[str, Sequence[SpeechSpan]]
) -> tuple[OtherLeg, ...]:
    """The hints without those in which both speak at once as strangers do; with the share.

    `speech` by SHA-256; a recording without speech at all says nothing and stands like one whose
    speech was not looked for.
    """
    checked = (replace(hint, spoken_at_once=_at_once(hint, speech)) for hint in hints)
    return tuple(
        hint
        for hint in checked
        if hint.spoken_at_once is None or hint.spoken_at_once <= MOST_AT_ONCE
    )


def _near(legs: Sequence[Leg]) -> Iterator[tuple[Leg, Leg]]:
    """Every two legs with a line in common that begin close together, the earlier one first."""
    by_line: dict[str, list[Leg]] = defaultdict(list)
    for leg in sorted(legs, key=lambda one: (one.started_at, one.sha256)):
        for line in leg.lines:
            by_line[line].append(leg)
    for own in by_line.values():
        begin = 0
        for place, second in enumerate(own):
            while second.started_at - own[begin].started_at > STARTS_APART:
                begin += 1
            yield from ((first, second) for first in own[begin:place])


def _hint(first: Leg, second: Leg) -> OtherLeg | None:
    if not (first.lines <= second.lines or second.lines <= first.lines):
        return None
    apart = round((second.started_at - first.started_at) / timedelta(milliseconds=1))
    overlap = min(first.duration_ms, apart + second.duration_ms) - apart
    if overlap < LEAST_OVERLAP * min(first.duration_ms, second.duration_ms) or overlap <= 0:
        return None
    return OtherLeg(
        first=first.sha256,
        second=second.sha256,
        calls=(first.call_id, second.call_id),
        lines=tuple(sorted(first.lines & second.lines)),
        starts_apart_ms=apart,
        overlap_ms=overlap,
    )


def _at_once(hint: OtherLeg, speech: Mapping[str, Sequence[SpeechSpan]]) -> float | None:
    """In the time that both cover, at the shift of clocks where the two fit best."""
    steps, reach = hint.overlap_ms // STEP_MS, CLOCKS_MS // STEP_MS
    first = _active(speech.get(hint.first, ()), hint.starts_apart_ms, steps)
    second = _active(speech.get(hint.second, ()), -CLOCKS_MS, steps + 2 * reach)
    if not first.any() or not second.any():
        return None
    shifted = (second[shift : shift + steps] for shift in range(2 * reach + 1))
    return round(min(int((first & one).sum()) / int((first | one).sum()) for one in shifted), 3)


def _active(spans: Sequence[SpeechSpan], start_ms: int, steps: int) -> Active:
    """Whether anybody speaks, on any channel, in steps from `start_ms`; shape (steps,)."""
    active = np.zeros(steps, dtype=np.bool_)
    for span in spans:
        start = (span.start_ms - start_ms) // STEP_MS
        end = -((start_ms - span.end_ms) // STEP_MS)
        active[max(0, start) : max(0, end)] = True
    return active
