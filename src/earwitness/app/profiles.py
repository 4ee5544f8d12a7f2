"""Profiles: exports of messaging apps and address books become searchable entries."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from earwitness.app.source_statements import describe
from earwitness.archive.foreign_files import shown
from earwitness.archive.walk import find_files
from earwitness.crossing.ports import ProfileReader, SourceContext
from earwitness.records.errors import EarwitnessError
from earwitness.records.problem import Problem
from earwitness.records.profile import Coverage, Profile, ProfileSource, SourceFacts
from earwitness.records.source_statement import Said, as_stated
from earwitness.runtime import plugins
from earwitness.runtime.progress import Progress
from earwitness.runtime.runner import Workplace
from earwitness.runtime.store import problems, profiles
from earwitness.runtime.store.connection import writing

NOTHING = Said()
MOST_TOLD = 5
"""Problems of one file that are told in full; all of them are counted. Estimate."""


@dataclass(slots=True)
class _Met:
    """The problems of one file, as one: a subject has one open problem for each stage."""

    count: int = 0
    told: dict[str, str] = field(default_factory=dict)

    def add(self, problem: Problem) -> None:
        """One more; the first different ones are kept in full."""
        self.count += 1
        if len(self.told) < MOST_TOLD:
            self.told.setdefault(problem.what, problem.remedy)

    def together(self, subject: str) -> Problem:
        """All of them in words."""
        what = " ".join(self.told)
        if self.count > len(self.told):
            what += f" Problems in this file: {self.count}."
        remedy = " ".join(dict.fromkeys(self.told.values()))
        return Problem(subject=subject, stage="profiles", what=what, remedy=remedy)


def read_profiles(
    place: Workplace,
    untrusted_paths: Sequence[Path],
    *,
    progress: Progress,
    said: Said = NOTHING,
) -> tuple[ProfileSource, ...]:
    """Read every export below these paths; those that were read now.

    What is `said` goes with each of them. One that was read before is not read again; what is
    said of it becomes a new version of what is known of it, and it is answered, too.

    Raises:
        CaseUnusable: the case cannot be written.
    """
    readers = all_readers()
    found = list(find_files(untrusted_paths))
    progress.start("Reading exports", len(found), "files")
    sources = []
    try:
        for item in found:
            source = _read(place, item, readers, said)
            sources.extend([source] if source else [])
            progress.advance(1)
    finally:
        progress.finish()
    return tuple(sources)


def all_readers() -> list[ProfileReader]:
    """Every installed reader, by name; those that take any table or list of people come last."""
    loaded: list[ProfileReader] = [
        plugins.load("profile_sources", name)() for name in plugins.names("profile_sources")
    ]
    return sorted(loaded, key=lambda reader: getattr(reader, "is_general", False))


def _read(
    place: Workplace, item: Path | Problem, readers: Sequence[ProfileReader], said: Said
) -> ProfileSource | None:
    if isinstance(item, Problem):
        _refuse(place, replace(item, stage="profiles"))
        return None
    try:
        sha256 = _sha256(item)
    except OSError as error:
        _refuse(place, _problem(item, f"cannot be read: {error.strerror}."))
        return None
    known = profiles.id_of(sha256)
    if known is not None:
        return describe(place, known, said) if said.anything else None
    reader = next((reader for reader in readers if reader.recognises(item)), None)
    if reader is None:
        _refuse(place, _problem(item, "is no export that can be read."))
        return None
    source = ProfileSource(
        id=profiles.free_id(reader.name, sha256),
        kind=reader.name,
        source_name=shown(Path(item.name)),
        sha256=sha256,
        coverage=Coverage.PARTIAL,
    )
    try:
        return _store(place, item, reader, source, said)
    except EarwitnessError as error:
        _refuse(
            place,
            Problem(subject=shown(item), stage="profiles", what=error.what, remedy=error.remedy),
        )
        return None


def _store(
    place: Workplace, path: Path, reader: ProfileReader, source: ProfileSource, said: Said
) -> ProfileSource:
    """Store in one transaction. A source with a broken part is partial, and so is one that names
    people without numbers, or holds no number at all: not found in it is not absent."""
    met = _Met()
    has_numbers = False
    told: list[SourceFacts] = []

    def good() -> Iterator[Profile]:
        nonlocal has_numbers
        context = SourceContext(
            source_id=source.id,
            region=place.settings.case.region,
            columns=place.settings.profiles.columns,
        )
        for entry in reader.read(path, context):
            if isinstance(entry, Problem):
                met.add(entry)
            elif isinstance(entry, SourceFacts):
                told.append(entry)
            else:
                has_numbers = has_numbers or bool(entry.numbers)
                yield entry

    def finished(count: int) -> ProfileSource:
        names_alone = any(facts.has_names_alone for facts in told) or (count and not has_numbers)
        is_partial = bool(met.count) or names_alone
        coverage = Coverage.PARTIAL if is_partial else Coverage.COMPLETE
        owners = dict.fromkeys(number for facts in told for number in facts.owner_numbers)
        whole = replace(
            source,
            coverage=coverage,
            profile_count=count,
            as_of=max((facts.as_of for facts in told), default=""),
            owner_numbers=tuple(owners),
        )
        return as_stated(whole, said)

    with writing(place.folder.database):
        whole = profiles.add_source(source, good(), finished=finished, actor=place.actor)
        problems.solve(shown(path), "profiles")
        if met.count:
            problems.keep(met.together(shown(path)))
    return whole


def _refuse(place: Workplace, problem: Problem) -> None:
    with writing(place.folder.database):
        problems.keep(problem)


def _problem(path: Path, what: str) -> Problem:
    return Problem(
        subject=shown(path),
        stage="profiles",
        what=f"{shown(Path(path.name))} {what}",
        remedy="docs/profile-sources.md lists what can be read: exports of apps and phones, vCard, "
        "tables and JSON of people.",
    )


def _sha256(path: Path) -> str:
    with path.open("rb") as untrusted_file:
        return hashlib.file_digest(untrusted_file, "sha256").hexdigest()
