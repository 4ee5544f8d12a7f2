"""What readers of JSON records share: records become profiles, mishaps problems."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from earwitness.crossing.sources.entries import broken, cut_off, problem
from earwitness.crossing.sources.json_records import BrokenRecord, JsonRecord, never, records
from earwitness.crossing.sources.json_stream import Brokenness
from earwitness.records.errors import InputUnusable
from earwitness.records.problem import Problem
from earwitness.records.profile import Profile


def read_records(
    untrusted_path: Path,
    profiles_of: Callable[[JsonRecord], Iterable[Profile]],
    *,
    is_entry: Callable[[str], bool] = never,
) -> Iterator[Profile | Problem]:
    """The profiles of every record in file order. Never raises."""
    name, count = untrusted_path.name, 0
    try:
        for record in records(untrusted_path, is_entry=is_entry):
            if isinstance(record, BrokenRecord):
                yield _left_out(name, record.where)
                continue
            for profile in profiles_of(record):
                count += 1
                yield profile
    except Brokenness as trouble:
        yield cut_off(name, count) if trouble.cut_off else broken(name, count)
    except InputUnusable as error:
        yield problem(name, error.what, error.remedy)


def _left_out(name: str, where: str) -> Problem:
    return problem(
        name,
        f"In {name}, {where} cannot be read and was left out: no JSON, or far too large.",
        "Correct it or export the file again; until then nobody can be called absent from it.",
    )
