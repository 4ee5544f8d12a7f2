"""What readers of JSON records share: records become profiles, mishaps problems."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from earwitness.crossing.sources.entries import broken, cut_off, problem
from earwitness.crossing.sources.json_people import MOST_TEXTS
from earwitness.crossing.sources.json_records import BrokenRecord, JsonRecord, never, records
from earwitness.crossing.sources.json_stream import Brokenness, location
from earwitness.records.errors import InputUnusable
from earwitness.records.problem import Problem
from earwitness.records.profile import Profile


def _whole(_record: JsonRecord) -> bool:
    """All of a record is read."""
    return False


def read_records(
    untrusted_path: Path,
    profiles_of: Callable[[JsonRecord], Iterable[Profile]],
    *,
    is_entry: Callable[[str], bool] = never,
    is_cut: Callable[[JsonRecord], bool] = _whole,
) -> Iterator[Profile | Problem]:
    """The profiles of every record in file order, and once a Problem if not all of one is read
    (`is_cut`). Never raises."""
    name, count, told = untrusted_path.name, 0, False
    try:
        for record in records(untrusted_path, is_entry=is_entry):
            if isinstance(record, BrokenRecord):
                yield _left_out(name, record.where)
                continue
            for profile in profiles_of(record):
                count += 1
                yield profile
            if not told and is_cut(record):
                told = True
                yield _cut_list(name, location(record.place))
    except Brokenness as trouble:
        yield cut_off(name, count) if trouble.cut_off else broken(name, count)
    except InputUnusable as error:
        yield problem(name, error.what, error.remedy)


def _cut_list(name: str, where: str) -> Problem:
    return problem(
        name,
        f"In {name}, {where or 'the document'} holds a list of more than {MOST_TEXTS:,} texts; "
        "what follows in such lists is not read.",
        "Look at it in the file itself; nobody can be called absent from this source.",
    )


def _left_out(name: str, where: str) -> Problem:
    return problem(
        name,
        f"In {name}, {where} cannot be read and was left out: no JSON, or far too large.",
        "Correct it or export the file again; until then nobody can be called absent from it.",
    )
