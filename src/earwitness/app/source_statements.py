"""What people say of profile sources: whence, of which day, and what they were asked."""

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from earwitness.archive.foreign_files import shown
from earwitness.crossing.sources.number_list import read_number_list
from earwitness.records.errors import WrongUsage
from earwitness.records.printable import storable
from earwitness.records.problem import Problem
from earwitness.records.profile import ProfileSource
from earwitness.records.source_statement import Said, SourceStatement
from earwitness.runtime.records_json import to_json
from earwitness.runtime.runner import Workplace
from earwitness.runtime.store import problems, profiles, source_statements
from earwitness.runtime.store.connection import writing

STAGE = "profiles"
LINES_TOLD = 10
_DAY = re.compile(r"\d{4}(-\d{2}){0,2}")


def said_of_a_source(
    place: Workplace,
    *,
    origin: str | None,
    as_of: str | None,
    asked: Path | None,
    unanswered: Path | None,
) -> Said:
    """What the options of a command say. Lines without a number are kept as problems.

    Numbers that went unanswered were asked, too, and are added to those.

    Raises:
        WrongUsage: the day is none, or `unanswered` stands without `asked`.
        InputUnusable: a file with numbers cannot be read or holds none.
        CaseUnusable: the case cannot be written.
    """
    if as_of is not None:
        check_day(as_of)
    if unanswered is not None and asked is None:
        raise WrongUsage(
            "--unanswered says which of the asked numbers got no answer.",
            remedy="Give --asked with all numbers that were asked, too.",
        )
    asked_numbers = numbers_in(place, asked) if asked else None
    left = numbers_in(place, unanswered) if unanswered else None
    if asked_numbers is not None:
        asked_numbers = tuple(dict.fromkeys((*asked_numbers, *(left or ()))))
        left = left or ()
    text = " ".join(storable(origin).split()) if origin is not None else None
    return Said(origin=text, as_of=as_of, asked_numbers=asked_numbers, unanswered_numbers=left)


def check_day(text: str) -> None:
    """Let a day pass, or a month or year: 2022-03-05, 2022-03, 2022.

    Raises:
        WrongUsage: it is none.
    """
    try:
        if text and not _DAY.fullmatch(text):
            raise ValueError
        if text:
            date.fromisoformat((text + "-01-01")[:10])
    except ValueError as error:
        raise WrongUsage(
            f"{text!r} is no day.", remedy="Write it as 2022-03-05, or 2022-03, or 2022."
        ) from error


def numbers_in(place: Workplace, untrusted_path: Path) -> tuple[str, ...]:
    """The numbers of a list, one a line; lines that are none are kept as one problem.

    Raises:
        InputUnusable: the file cannot be read or holds no number.
        CaseUnusable: the case cannot be written.
    """
    found = read_number_list(untrusted_path, place.settings.case.region)
    with writing(place.folder.database):
        problems.solve(shown(untrusted_path), STAGE)
        if found.unread_lines:
            problems.keep(_unread(untrusted_path, found.unread_lines))
    return found.numbers


def describe(place: Workplace, which: str, said: Said) -> ProfileSource:
    """Record a new version of what is said of a source; what is not said now stays.

    `which` is an id or the beginning of one.

    Raises:
        WrongUsage: nothing is said, or no source or several are meant.
        CaseUnusable: the case cannot be written.
    """
    if not said.anything:
        raise WrongUsage(
            "Nothing is said about the source.",
            remedy="Add --origin, --as-of, --asked or --unanswered.",
        )
    source_id = _one(which, profiles.all_sources())
    with writing(place.folder.database):
        earlier = source_statements.versions().get(source_id, [])
        newest = _next_version(source_id, earlier[-1] if earlier else None, said, place.actor)
        source_statements.add(newest, actor=place.actor)
    return next(one for one in profiles.all_sources() if one.id == source_id)


def _next_version(
    source_id: str, before: SourceStatement | None, said: Said, actor: str
) -> SourceStatement:
    return SourceStatement(
        source_id=source_id,
        version=before.version + 1 if before else 1,
        recorded_at=datetime.now(UTC),
        recorded_by=actor,
        origin=_first(said.origin, before and before.origin),
        as_of=_first(said.as_of, before and before.as_of),
        asked_numbers=_first(said.asked_numbers, before and before.asked_numbers),
        unanswered_numbers=_first(said.unanswered_numbers, before and before.unanswered_numbers),
    )


def list_sources() -> list[dict[str, Any]]:
    """Every source with all versions of what was said of it, in the shape of `sources --json`."""
    said = source_statements.versions()
    return [
        {**to_json(source), "versions": to_json(said.get(source.id, []))}
        for source in profiles.all_sources()
    ]


def _first(now: Any, before: Any) -> Any:
    return now if now is not None else before


def _one(which: str, sources: Sequence[ProfileSource]) -> str:
    ids = [source.id for source in sources]
    fitting = [which] if which in ids else [one for one in ids if which and one.startswith(which)]
    if len(fitting) == 1:
        return fitting[0]
    raise WrongUsage(
        f"{which!r} fits {len(fitting) or 'no'} sources.",
        remedy="`earwitness sources` lists their ids.",
    )


def _unread(path: Path, lines: Sequence[int]) -> Problem:
    places = ", ".join(map(str, lines[:LINES_TOLD]))
    more = f" and {len(lines) - LINES_TOLD} more" if len(lines) > LINES_TOLD else ""
    return Problem(
        subject=shown(path),
        stage=STAGE,
        what=f"{shown(Path(path.name))} has lines that are no telephone number: {places}{more}.",
        remedy="Correct them and give the file again; until then they do not count as asked.",
    )
