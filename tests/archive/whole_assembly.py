"""Assembly that holds all recordings and rows in memory: what the streamed one must agree with."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime

from earwitness.archive.call_assembly import call_of, one_per_hash
from earwitness.archive.call_facts import (
    TIME_TOLERANCE,
    Bundle,
    RecordingFacts,
    Recordings,
    number_tail,
    numbers_in_name,
    start_in_names,
)
from earwitness.archive.recording_names import name_key, stem_key
from earwitness.records.call import Call
from earwitness.records.recording import CallListRow


def calls_in_memory(
    recordings: Sequence[RecordingFacts], rows: Sequence[CallListRow]
) -> list[Call]:
    """One call for every recording (or pair of legs) and every row without one, by id."""
    by_place = {(row.list_sha256, row.row_number): row for row in rows}
    ordered_rows = [by_place[place] for place in sorted(by_place)]
    bundles = join(group_legs(one_per_hash(recordings)), ordered_rows)
    return sorted(map(call_of, bundles), key=lambda call: call.id)


def group_legs(recordings: Sequence[RecordingFacts]) -> list[Recordings]:
    """Recordings one by one, but both legs of one call together.

    Asterisk's Monitor writes what is heard on each side into `NAME-in` and `NAME-out`; they are
    paired only if each is there once.
    """
    legs: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for recording in recordings:
        for name in recording.source_names:
            stem, _, side = stem_key(name).rpartition("-")
            if stem and side in ("in", "out"):
                legs[stem][side].add(recording.sha256)
    by_hash = {recording.sha256: recording for recording in recordings}
    paired: dict[str, Recordings] = {}
    for stem in sorted(legs):
        hashes = legs[stem]["in"] | legs[stem]["out"]
        is_pair = len(legs[stem]["in"]) == len(legs[stem]["out"]) == 1 and len(hashes) == 2
        if is_pair and not hashes & paired.keys():
            pair = tuple(by_hash[sha256] for sha256 in sorted(hashes))
            paired |= dict.fromkeys(hashes, pair)
    groups = (paired.get(recording.sha256, (recording,)) for recording in recordings)
    return list(dict.fromkeys(groups))


def join(groups: Sequence[Recordings], rows: Sequence[CallListRow]) -> list[Bundle]:
    """Every group of recordings with the rows that are its own, then the rows left alone.

    First by the file name that a row declares, then by time and number. Where more than one
    pairing is possible, none is made and both sides say so.
    """
    bundles = [Bundle(recordings=group, rows=[], notes=[]) for group in groups]
    alone = join_by_name(bundles, rows)
    alone = join_by_time([bundle for bundle in bundles if not bundle.rows], alone)
    return bundles + alone


def join_by_name(bundles: Sequence[Bundle], rows: Sequence[CallListRow]) -> list[Bundle]:
    """Give rows to the recordings that they name; the rest comes back, each on its own.

    The whole name counts first; without it the name without the recording's suffix.
    """
    declared = {row.file_name for row in rows if row.file_name}
    whole, stems = index_names(bundles, declared)
    alone = []
    for row in rows:
        rest = Bundle(recordings=(), rows=[row], notes=[])
        exact = whole.get(name_key(row.file_name), []) if row.file_name else []
        found = exact or (stems.get(stem_key(row.file_name), []) if row.file_name else [])
        if len(found) == 1:
            found[0].rows.append(row)
            continue
        if found:
            doubt(rest, found, f"the list's file name “{row.file_name}” fits several recordings")
        elif row.file_name:
            rest.notes.append(f"the list names the file “{row.file_name}”, which is not here")
        alone.append(rest)
    return alone


def index_names(
    bundles: Sequence[Bundle], declared: Iterable[str]
) -> tuple[dict[str, list[Bundle]], dict[str, list[Bundle]]]:
    """Bundles by whole names and by names without a suffix (and without the legs' mark); only
    by those that are declared, since most archives have more recordings than named rows."""
    asked = {key(name) for name in declared for key in (name_key, stem_key)}
    whole: dict[str, list[Bundle]] = defaultdict(list)
    stems: dict[str, list[Bundle]] = defaultdict(list)
    for bundle in bundles:
        names = {name for one in bundle.recordings for name in one.source_names}
        for key in {name_key(name) for name in names} & asked:
            whole[key].append(bundle)
        keys = {stem_key(name) for name in names}
        if len(bundle.recordings) > 1:
            keys |= {key.rpartition("-")[0] for key in keys}
        for key in keys & asked:
            stems[key].append(bundle)
    return whole, stems


def join_by_time(free: Sequence[Bundle], alone: Sequence[Bundle]) -> list[Bundle]:
    """Give rows to free recordings of the same time and number; the rest comes back."""
    timed = sorted(
        (
            (start, bundle)
            for bundle in free
            if (start := start_in_names(bundle.recordings)) is not None
        ),
        key=lambda pair: pair[0],
    )
    starts = [start for start, _ in timed]
    options = [candidates(row, starts, timed) for row in alone]
    wanted: dict[int, int] = defaultdict(int)
    for found in options:
        for bundle in found:
            wanted[id(bundle)] += 1
    rest = []
    for row, found in zip(alone, options, strict=True):
        if len(found) == 1 and wanted[id(found[0])] == 1:
            found[0].rows.extend(row.rows)
            found[0].notes.extend([*row.notes, "row and recording were joined by their time"])
            continue
        if found:
            doubt(row, found, "row and recordings of the same time fit in more than one way")
        rest.append(row)
    return rest


def candidates(
    alone: Bundle, starts: Sequence[datetime], timed: Sequence[tuple[datetime, Bundle]]
) -> list[Bundle]:
    """Free recordings that a row's time and numbers allow."""
    row = alone.rows[0]
    if row.started_at is None:
        return []
    first = bisect_left(starts, row.started_at - TIME_TOLERANCE)
    last = bisect_right(starts, row.started_at + TIME_TOLERANCE)
    return [bundle for _, bundle in timed[first:last] if numbers_agree(row, bundle)]


def numbers_agree(row: CallListRow, bundle: Bundle) -> bool:
    """Whether a number is on both sides, or one side has none that can be read."""
    listed = {number_tail(row.untrusted_caller), number_tail(row.untrusted_called)} - {""}
    named = {
        number_tail(number)
        for recording in bundle.recordings
        for number in numbers_in_name(recording.name_facts)
    } - {""}
    return not listed or not named or bool(listed & named)


def doubt(alone: Bundle, found: Sequence[Bundle], why: str) -> None:
    """Note on a row and on all recordings it may belong to that they were left apart."""
    for bundle in (alone, *found):
        note = f"{why}; they were left apart"
        if note not in bundle.notes:
            bundle.notes.append(note)
