"""Every line of a case: how it is called, where it is said, what its range and the sources say."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from earwitness.app.duplicates import copies
from earwitness.app.number_ranges import caveat, range_index
from earwitness.crossing.conversation import SHARED_FROM
from earwitness.crossing.lookups import look_up_lines
from earwitness.crossing.number_ranges import RangeIndex, built_in_range
from earwitness.crossing.numbers import parse_number
from earwitness.pipeline.spoken_numbers import stored_spoken_numbers
from earwitness.records.call import Call, NumberKind, ParsedNumber
from earwitness.records.errors import WrongUsage
from earwitness.records.number_range import NumberRange
from earwitness.records.spoken_number import Certainty, SpokenNumber
from earwitness.runtime.records_json import to_json
from earwitness.runtime.runner import Workplace
from earwitness.runtime.store import calls, profiles

Answer = dict[str, Any]


@dataclass(slots=True)
class _Use:
    """How a line is used on one side of calls."""

    count: int = 0
    first: datetime | None = None
    last: datetime | None = None
    others: set[str] = field(default_factory=set)

    def add(self, call: Call, other: str | None) -> None:
        self.count += 1
        at = call.started_at
        if at is not None:
            self.first = at if self.first is None else min(self.first, at)
            self.last = at if self.last is None else max(self.last, at)
        if other:
            self.others.add(other)

    def answer(self) -> Answer:
        return {
            "calls": self.count,
            "first": self.first.isoformat() if self.first else None,
            "last": self.last.isoformat() if self.last else None,
            "other_lines": len(self.others),
        }


@dataclass(slots=True)
class _Line:
    """What the case knows of one line."""

    as_caller: _Use = field(default_factory=_Use)
    as_called: _Use = field(default_factory=_Use)
    spoken: list[SpokenNumber] = field(default_factory=list)
    days: set[str] = field(default_factory=set)

    @property
    def weight(self) -> int:
        """Calls and mentions together, to sort by."""
        return self.as_caller.count + self.as_called.count + len(self.spoken)


def list_lines(place: Workplace, untrusted_number: str | None = None) -> Answer:
    """Every line of the case (or the one that is asked for, be it in the case or not), in the shape
    of `lines`. Profiles are streamed once.

    Raises:
        WrongUsage: what is asked for is not one line.
    """
    region = place.settings.case.region
    wanted = _wanted(untrusted_number, region) if untrusted_number is not None else None
    all_calls = calls.all_calls()
    spoken, best_of = tuple(stored_spoken_numbers()), copies()
    known = _gathered(all_calls, spoken, ZoneInfo(place.settings.case.time_zone))
    if wanted is not None:
        known = {wanted: known.get(wanted, _Line())}
    order = sorted(known, key=lambda line: (-known[line].weight, line))
    found = _looked_up(order)
    index = range_index()
    return {
        "lines": [
            _answer(line, known[line], found.get(line, []), index, region, best_of)
            for line in order
        ],
        "not_lines": [] if wanted else _not_lines(all_calls, region),
        "spoken_pieces": [_mention(one, best_of) for one in spoken if _is_piece(one, wanted)],
        "caveat": caveat(),
    }


def _wanted(untrusted_number: str, region: str) -> str:
    parsed = parse_number(untrusted_number, region=region)
    if parsed.number_e164 is None:
        raise WrongUsage(
            f"{untrusted_number!r} is not one line ({parsed.kind}). {parsed.note}".strip(),
            remedy="Write the whole number, best with + and the country code.",
        )
    return parsed.number_e164


def _gathered(
    all_calls: Iterable[Call], spoken: Iterable[SpokenNumber], zone: ZoneInfo
) -> dict[str, _Line]:
    lines: defaultdict[str, _Line] = defaultdict(_Line)
    day_of = {}
    for call in all_calls:
        day = call.started_at.astimezone(zone).date().isoformat() if call.started_at else ""
        day_of[call.id] = day
        if call.caller:
            lines[call.caller].as_caller.add(call, call.called)
        if call.called:
            lines[call.called].as_called.add(call, call.caller)
        for line in filter(None, (call.caller, call.called)):
            lines[line].days.update(filter(None, [day]))
    for one in spoken:
        if one.line:
            lines[one.line].spoken.append(one)
            lines[one.line].days.update(filter(None, [day_of.get(one.call_id, "")]))
    return dict(lines)


def _looked_up(lines: Sequence[str]) -> Mapping[str, list[Answer]]:
    found: defaultdict[str, list[Answer]] = defaultdict(list)
    for answer in look_up_lines(lines, profiles.all_sources(), profiles.all_profiles()):
        found[answer.line].append(
            {
                "source": answer.source_id,
                "answer": answer.answer.value,
                "profiles": list(answer.profiles),
            }
        )
    return found


def _answer(
    line: str,
    known: _Line,
    sources: Sequence[Answer],
    index: RangeIndex,
    region: str,
    best_of: Mapping[str, str],
) -> Answer:
    ranges = list(_ranges(line, known.days, index))
    built_in = to_json(built_in_range(line))
    leading = [one for one in ranges if one["for_last_call"]] or [built_in]
    country = _agreed(leading, "country") or built_in["country"]
    return {
        "line": line,
        "country": country,
        "foreign": bool(country) and country != region.upper(),
        "region": _agreed(leading, "region"),
        "operator": _agreed(leading, "operator"),
        "as_of": leading[0]["as_of"],
        "range_source": leading[0]["source"],
        "disputed": len(leading) > 1,
        "ranges": ranges,
        "as_caller": {**known.as_caller.answer(), "shared": _is_shared(known.as_caller)},
        "as_called": known.as_called.answer(),
        "spoken": [_mention(one, best_of) for one in known.spoken],
        "sources": list(sources),
    }


def _agreed(entries: Sequence[Answer], name: str) -> str:
    """What all entries say; "" where a table contradicts itself."""
    values = {str(entry[name]) for entry in entries}
    return values.pop() if len(values) == 1 else ""


def _is_shared(use: _Use) -> bool:
    return len(use.others) >= SHARED_FROM


def _ranges(line: str, days: set[str], index: RangeIndex) -> Iterator[Answer]:
    """What every table says, oldest first; of a table that gives the number to nobody, an entry
    without a span."""
    first = index.at(line, min(days, default=""))
    last = index.at(line, max(days, default=""))
    for answer in index.all(line):
        nobody = NumberRange(
            first="", last="", country="", region="", operator="",
            as_of=answer.as_of, source=answer.source,
        )  # fmt: skip
        for own in answer.ranges or (nobody,):
            yield {
                **to_json(own),
                "for_first_call": first is not None and first.source == answer.source,
                "for_last_call": last is not None and last.source == answer.source,
                "after_the_call": bool(days) and answer.as_of > max(days),
            }


def _mention(one: SpokenNumber, best_of: Mapping[str, str]) -> Answer:
    """Where it is said; `duplicate_of` where that is a copy of another recording."""
    told = to_json(one)
    best = best_of.get(one.sha256)
    del told["line"]
    return {
        "call": told.pop("call_id"),
        **told,
        **({"duplicate_of": best} if best else {}),
    }


def said_once(
    spoken: Iterable[SpokenNumber], best_of: Mapping[str, str]
) -> tuple[SpokenNumber, ...]:
    """Lines said in recordings, without those on a copy whose best original holds them too."""
    found = tuple(one for one in spoken if one.line)
    held = {(one.sha256, one.line) for one in found}
    return tuple(one for one in found if (best_of.get(one.sha256, ""), one.line) not in held)


def _not_lines(all_calls: Iterable[Call], region: str) -> list[Answer]:
    """What stands in calls instead of a line: as written, counted, commonest first."""
    counts: Counter[tuple[str, str]] = Counter()
    read: dict[str, ParsedNumber] = {}
    for call in all_calls:
        for side, line, written in (
            ("as_caller", call.caller, call.untrusted_caller),
            ("as_called", call.called, call.untrusted_called),
        ):
            if line is None:
                read[written] = parse_number(written, region=region)
                counts[written, side] += 1
    rows = [
        {
            "written": written,
            "kind": parsed.kind.value,
            "as_caller": counts[written, "as_caller"],
            "as_called": counts[written, "as_called"],
            "note": parsed.note,
        }
        for written, parsed in read.items()
        if parsed.kind is not NumberKind.LINE
    ]
    return sorted(rows, key=lambda row: (-row["as_caller"] - row["as_called"], row["written"]))


def _is_piece(one: SpokenNumber, wanted: str | None) -> bool:
    """Whether it is no line; where a line is asked for, only if it may be a piece of it."""
    if one.certainty is Certainty.COMPLETE:
        return False
    if wanted is None:
        return True
    return wanted in one.candidates or _national(one.digits) in wanted


def _national(digits: str) -> str:
    """Digits without the Russian trunk eight, which E.164 does not have."""
    return digits[1:] if digits.startswith("89") else digits.lstrip("+")
