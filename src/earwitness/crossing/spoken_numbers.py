"""Telephone numbers that are said in a call, as words or digits, found with a pointer to them.

Digits count as a telephone number if they are one by their length and range; shorter runs are kept
as PARTIAL digits only where the words before them speak of a number, or where they begin like one.
Dates, prices, ages, codes, units, times and counts give nothing: they are shorter, stand before
the thing they count, or are not in the nominative in which digits are dictated.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, pairwise, product

from earwitness.crossing.dictated_words import Break
from earwitness.crossing.dictation import (
    Group,
    Run,
    Said,
    groups_of,
    runs,
    without_corrected,
    without_echoes,
)
from earwitness.crossing.numbers import parse_number
from earwitness.crossing.spoken_times import Pointers
from earwitness.records.call import NumberKind
from earwitness.records.hearing import Turn
from earwitness.records.spoken_number import Certainty, SpokenNumber

FEWEST_DIGITS = 5
"""Digits of the shortest local number that is kept as PARTIAL, where a number was announced."""

FEWEST_UNANNOUNCED = 7
"""The same where nothing was announced but the digits begin like a mobile number. Estimate."""

MOST_DIGITS = 14
"""More digits in one run are an account or a card; E.164 has at most 15, the country code
included."""

MOST_NATIONAL = 10
"""Digits of a Russian number without its prefix, and of a Ukrainian one with its nought."""

MOST_REGROUPED = 8
"""Places at which another grouping is tried: at most 256 readings."""

MOST_CANDIDATES = 4
"""More lines that a run may be are as good as none."""

COUNTING = 5
"""So many numbers, each one more or one less than the one before, are counting. Estimate."""

_NEIGHBOURS = ("UA", "BY")
_NEAR_PREFIXES = ("+7", "+380", "+375", "+373", "+37")


@dataclass(frozen=True, slots=True)
class _Found:
    groups: tuple[Group, ...]
    digits: str
    certainty: Certainty
    line: str | None = None
    candidates: tuple[str, ...] = ()


def find_spoken_numbers(
    call_id: str, sha256: str, turns: Sequence[Turn], *, region: str
) -> tuple[SpokenNumber, ...]:
    """All numbers said in the turns of one recording, by time.

    `region` (ISO 3166) is the country of numbers said without one; Ukrainian and Belarusian ones
    in national form are read beside it where no other reading exists.
    """
    found = []
    pointers = Pointers(turns)
    for run in runs(turns):
        corrected = any(said.corrects for said in run.said)
        for one in _found_in(run, region):
            start_ms, end_ms, quote = pointers.of(one.groups)
            found.append(
                SpokenNumber(
                    call_id=call_id,
                    sha256=sha256,
                    start_ms=start_ms,
                    end_ms=end_ms,
                    turn_starts_ms=tuple(
                        dict.fromkeys(turns[said.turn].start_ms for said in _said(one.groups))
                    ),
                    speaker_label=turns[one.groups[0].said[0].turn].speaker_label,
                    quote=quote,
                    digits=one.digits,
                    certainty=one.certainty,
                    line=one.line,
                    candidates=one.candidates,
                    corrected=corrected,
                )
            )
    found.sort(key=lambda number: (number.start_ms, number.end_ms, number.speaker_label))
    return tuple(_without_pieces(found))


def _without_pieces(found: Sequence[SpokenNumber]) -> Iterator[SpokenNumber]:
    """Without partial digits that only repeat a piece of a whole number of the recording."""
    whole = [number.digits for number in found if number.certainty is Certainty.COMPLETE]
    for number in found:
        if number.certainty is Certainty.COMPLETE or not any(
            number.digits.lstrip("+") in digits for digits in whole
        ):
            yield number


def _said(groups: Sequence[Group]) -> list[Said]:
    return [said for group in groups for said in group.said]


def _found_in(run: Run, region: str) -> list[_Found]:
    said = groups_of(run.said)
    groups = without_corrected(said)
    if _is_counting(groups) or (run.numbered and not run.plus):
        return []
    for way in (groups, without_corrected(said, to_the_end=True), without_echoes(groups)):
        if lines := _lines_in(way, run, region):
            return [_unsure(one) for one in lines] if run.doubted else lines
    return [] if run.other else _rest_of(groups[:-1] if run.counted else groups, run, region)


def _unsure(found: _Found) -> _Found:
    """A line that may have been taken back is a candidate."""
    candidates = (found.line,) if found.line else ()
    return replace(found, certainty=Certainty.UNCLEAR, line=None, candidates=candidates)


def _rest_of(groups: Sequence[Group], run: Run, region: str) -> list[_Found]:
    """What is kept of a run that holds no line."""
    whole = _without_line(groups, run, region) if groups else None
    few = len(_digits(groups, False)) <= MOST_NATIONAL
    parts = [groups] if few or (whole and whole.candidates) else _by_turns(groups)
    rests = (
        _without_line(part, run if at == 0 else replace(run, plus=False), region)
        for at, part in enumerate(parts)
        if part
    )
    return [rest for rest in rests if rest is not None]


def _by_turns(groups: Sequence[Group]) -> list[list[Group]]:
    """Too many digits over several turns are several numbers, where voices are not told apart."""
    parts: list[list[Group]] = [[]]
    for group in groups:
        if group.before is Break.TURN:
            parts.append([])
        parts[-1].append(group)
    return parts


def _is_counting(groups: Sequence[Group]) -> bool:
    steps = [int(later.digits) - int(one.digits) for one, later in pairwise(groups)]
    alike = longest = 0
    for one, step in enumerate(steps):
        alike = alike + 1 if step in (1, -1) and (alike == 0 or step == steps[one - 1]) else 0
        longest = max(longest, alike)
    return longest >= COUNTING - 1


def _lines_in(groups: Sequence[Group], run: Run, region: str) -> list[_Found]:
    """The lines of a run: the whole, else the longest parts that sentences or turns set off."""
    edges = [at for at in range(1, len(groups)) if groups[at].before.value >= Break.SENTENCE.value]
    spans = combinations([0, *edges, len(groups)], 2)
    for first, last in sorted(spans, key=lambda span: span[0] - span[1]):
        own, plus = groups[first:last], run.plus and first == 0
        whole = len(own) == len(groups)
        lines = _one_line(own, plus, run, region, whole) or _row_of_lines(own, plus, run, region)
        if lines:
            later = replace(run, plus=False)
            before = _lines_in(groups[:first], run, region)
            return [*before, *lines, *_lines_in(groups[last:], later, region)]
    return []


def _one_line(
    groups: Sequence[Group], plus: bool, run: Run, region: str, whole: bool
) -> list[_Found]:
    digits = _digits(groups, plus)
    if not 9 <= len(digits) <= MOST_DIGITS + 1:
        return []
    line = _line(digits, region)
    if line is None or not _is_telephone(digits, run, whole):
        return []
    return [_Found(tuple(groups), digits, Certainty.COMPLETE, line)]


def _row_of_lines(groups: Sequence[Group], plus: bool, run: Run, region: str) -> list[_Found]:
    """Several numbers in a row, each with its prefix, if nothing of the run is left over."""
    for at in range(2, len(groups) - 1):
        if len(_digits(groups[:at], plus)) > MOST_DIGITS + 1:
            break
        if not _begins_like_a_number(_digits(groups[at : at + 2], False)):
            continue
        first = _one_line(groups[:at], plus, run, region, False)
        if first and _begins_like_a_number(first[0].digits):
            rest = groups[at:]
            others = _one_line(rest, False, run, region, False)
            others = others or _row_of_lines(rest, False, run, region)
            if others:
                return [*first, *others]
    return []


def _digits(groups: Sequence[Group], plus: bool) -> str:
    return ("+" if plus else "") + "".join(group.digits for group in groups)


def _line(digits: str, region: str) -> str | None:
    """The line that digits are, of this country or of its neighbourhood; with "+" of any."""
    parsed = parse_number(digits, region=region)
    known = not parsed.note or _begins_like_a_number(digits)
    if parsed.kind is NumberKind.LINE and parsed.number_e164 and known:
        near = digits.startswith("+") or parsed.number_e164.startswith(_NEAR_PREFIXES)
        return parsed.number_e164 if near else None
    if not digits.startswith(("0", "80")):
        return None
    read = [parse_number(digits, region=neighbour) for neighbour in _NEIGHBOURS]
    lines = [one.number_e164 for one in read if one.number_e164 and not one.note]
    return lines[0] if len(lines) == 1 else None


def _begins_like_a_number(digits: str) -> bool:
    """With a plus, or with a trunk or country code before a mobile network's code."""
    return digits.startswith(("+", "89", "79", "380", "375", "810", "00"))


def _is_telephone(digits: str, run: Run, whole: bool) -> bool:
    """Whether digits that are a line by their form were said as one."""
    if _begins_like_a_number(digits) or (digits[0] == "0" and len(digits) == 10):
        return whole or not run.other
    if run.other:
        return False
    return run.cue or digits[0] == "9" or len(digits) > 10


def _without_line(groups: Sequence[Group], run: Run, region: str) -> _Found | None:
    """Digits that are no line: too few of them, or grouped in another way than they were heard."""
    digits = _digits(groups, run.plus)
    count = len(digits.lstrip("+"))
    begins = _begins_like_a_number(digits)
    fewest = FEWEST_DIGITS if run.cue or run.plus else FEWEST_UNANNOUNCED
    if not fewest <= count <= MOST_DIGITS + 2 or not (run.cue or begins):
        return None
    if len(_said(groups)) == 1 and not begins:
        return None  # one written number of few digits: a sum, an index
    candidates = _regrouped(groups, run.plus, region)
    if candidates:
        return _Found(tuple(groups), digits, Certainty.UNCLEAR, candidates=candidates)
    if count > MOST_NATIONAL:
        return _Found(tuple(groups), digits, Certainty.UNCLEAR)
    return _Found(tuple(groups), digits, Certainty.PARTIAL)


def _regrouped(groups: Sequence[Group], plus: bool, region: str) -> tuple[str, ...]:
    """Lines that come out if numbers join over a comma: "девятьсот, пятьдесят пять" as 955.

    Words that were said as one number are never parted: that would add digits.
    """
    said = _said(groups)
    joining = [at for at in range(1, len(said)) if said[at].piece.joins(said[at - 1].piece)]
    starts = {group.said[0] for group in groups}
    places = [at for at in joining if said[at] in starts and not said[at].corrects]
    as_said = set(joining) - set(places)
    if not 0 < len(places) <= MOST_REGROUPED:
        return ()
    lines: dict[str, None] = {}
    for choice in product((True, False), repeat=len(places)):
        joined = as_said | {at for at, joins in zip(places, choice, strict=True) if joins}
        digits = ("+" if plus else "") + _written(said, joined)
        if _begins_like_a_number(digits) and (line := _line(digits, region)):
            lines[line] = None
    return tuple(sorted(lines)) if len(lines) <= MOST_CANDIDATES else ()


def _written(said: Sequence[Said], joined: set[int]) -> str:
    groups: list[Group] = []
    for at, one in enumerate(said):
        if at in joined:
            groups[-1] = Group((*groups[-1].said, one))
        else:
            groups.append(Group((one,)))
    return "".join(group.digits for group in groups)
