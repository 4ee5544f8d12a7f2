"""The rows of a checked bag become rows of this case, each with an entry of our own ledger.

A new table that should come along gets a function here, and its name in `bags.unknown_tables`.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from itertools import groupby
from typing import Any

from cattrs import BaseValidationError

from earwitness.app.foreign_versions import join_line
from earwitness.archive.bags import layout
from earwitness.archive.bags.json_lines import read_json_lines
from earwitness.archive.bags.validation import ValidBag
from earwitness.archive.bags.walking import refused
from earwitness.records.attribution import Attribution
from earwitness.records.claim import LocatedClaim, ThemeMark
from earwitness.records.comment import Comment
from earwitness.records.container import ContainerRecord
from earwitness.records.custody import (
    ForeignStamp,
    LedgerEntry,
    Provenance,
    Stamp,
    StampRequest,
)
from earwitness.records.delivery import Delivery
from earwitness.records.hearing import AudioFacts, Transcript, Turn
from earwitness.records.judgement import JudgementRecord
from earwitness.records.profile import Profile, ProfileSource
from earwitness.records.recording import CallListRow, IntakeRecord, ListReading, Recording
from earwitness.records.restriction import Restriction
from earwitness.records.source_statement import SourceStatement
from earwitness.records.spoken_number import SpokenNumber
from earwitness.records.support import FactFile, Grade
from earwitness.records.versions import TranscriptVersion
from earwitness.records.voices import Voices
from earwitness.runtime.records_json import from_json
from earwitness.runtime.store import (
    call_lists,
    comments,
    containers,
    deliveries,
    facts,
    foreign_ledgers,
    foreign_stamps,
    grades,
    judgements,
    profiles,
    recordings,
    restrictions,
    results,
    source_statements,
    tombstones,
    transcripts,
)

OF_ONE_CASE = {"index", "voice_groups", "support"}
"""Stages whose results mean nothing in another case."""

Row = dict[str, Any]


@dataclass(slots=True)
class RowsTaken:
    """How many rows came, by kind; what a person should know; and what the sender forgot."""

    counts: dict[str, int] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    forgotten_there: set[str] = field(default_factory=set)


def take_rows(bag: ValidBag, forgotten: set[str], *, actor: str) -> RowsTaken:
    """Store every row that is not here yet. `forgotten` are SHA-256 that stay away. Stands in a
    transaction, since the bag may turn out to be changed at its end.

    Raises:
        InputUnusable: a file in the bag is not the one that was validated, or a record in it is
            not of its form, though its ledger recorded it so.
    """
    try:
        return _take(bag, forgotten, actor)
    except (BaseValidationError, KeyError, TypeError, ValueError, AttributeError) as error:
        raise refused(bag.folder, "a record in it is not of its form") from error


def _take(bag: ValidBag, forgotten: set[str], actor: str) -> RowsTaken:
    taken = RowsTaken()
    taken.counts["ledger_entries"] = _take_ledgers(bag, taken)
    taken.counts["deliveries"] = _take_deliveries(bag, actor, taken)
    taken.counts["stamps"] = _take_stamps(bag, actor)
    taken.counts["containers"] = _take_containers(bag, actor)
    taken.counts["arrivals"] = _take_arrivals(bag, forgotten, actor)
    taken.counts["transcripts"] = sum(
        transcripts.add(from_json(row["body"], Transcript), actor=actor)
        for row in _rows(bag, "transcript")
        if row["sha256"] not in forgotten
    )
    taken.counts["transcript_versions"] = _take_versions(bag, forgotten, actor)
    taken.counts["judgements"] = sum(
        judgements.add(record, actor=actor)
        for record in (from_json(row["body"], JudgementRecord) for row in _rows(bag, "judgement"))
        if forgotten.isdisjoint(record.recordings)
    )
    taken.counts["grades"] = sum(
        grades.add(grade, actor=actor)
        for grade in (from_json(row["body"], Grade) for row in _rows(bag, "grade"))
        if forgotten.isdisjoint(grade.recordings)
    )
    taken.counts["restrictions"] = _take_restrictions(bag, forgotten, actor)
    taken.counts["comments"] = sum(
        comments.add(one, actor=actor)
        for one in (from_json(row["body"], Comment) for row in _rows(bag, "comment"))
        if one.subject not in forgotten
    )
    taken.counts["fact_files"] = _take_facts(bag, actor)
    taken.counts["call_list_rows"] = _take_lists(bag, actor)
    taken.counts["profiles"] = _take_profiles(bag, actor, taken)
    _take_statements(bag, actor, taken)
    taken.counts["results"] = _take_results(bag, forgotten, actor)
    return taken


def _rows(bag: ValidBag, table: str) -> Iterator[Row]:
    name = layout.table_name(table)
    if name in bag.hashes:
        yield from read_json_lines(bag.folder, name, bag.hashes[name])


def _take_ledgers(bag: ValidBag, taken: RowsTaken) -> int:
    count = 0

    def entries() -> Iterator[LedgerEntry]:
        nonlocal count
        for row in read_json_lines(bag.folder, layout.LEDGER, bag.hashes[layout.LEDGER]):
            count += 1
            if row["action"] == tombstones.ACTION:
                taken.forgotten_there.add(row["subject"])
            yield from_json(row, LedgerEntry)

    foreign_ledgers.add_chain(bag.head, entries())
    for head, group in groupby(_rows(bag, "foreign_ledger"), key=lambda row: str(row["chain"])):
        own = ({**row} for row in group)
        foreign_ledgers.add_chain(head, (_inner_entry(row) for row in own))
    return count


def _inner_entry(row: Row) -> LedgerEntry:
    return from_json(
        {name: value for name, value in row.items() if name not in ("id", "chain")}, LedgerEntry
    )


def _take_arrivals(bag: ValidBag, forgotten: set[str], actor: str) -> int:
    known = {row["sha256"]: from_json(row, Recording) for row in _rows(bag, "recording")}
    count = 0
    for row in _rows(bag, "intake"):
        arrival = from_json(row["body"], IntakeRecord)
        if arrival.sha256 not in forgotten:
            count += recordings.add(known[arrival.sha256], arrival, actor=actor)[1]
    return count


def _take_deliveries(bag: ValidBag, actor: str, taken: RowsTaken) -> int:
    """Versions that are not here yet; those of an id that means another delivery here stay away."""
    known = deliveries.versions()
    count = 0
    for row in _rows(bag, "delivery"):
        delivery = from_json(row["body"], Delivery)
        own = {one.version: one for one in known.get(delivery.id, [])}
        if delivery.version not in own:
            deliveries.add(delivery, actor=actor)
            count += 1
        elif own[delivery.version] != delivery:
            taken.notes.append(
                f"Of the delivery {delivery.id} another version {delivery.version} is here. "
                "Compare both, and describe it anew."
            )
    return count


def _take_stamps(bag: ValidBag, actor: str) -> int:
    """Queries and stamps over the ledger of the bag, and those over ledgers inside of it. They
    stay the other case's: nothing can be taken in as an answer to its queries."""
    asked = {row["id"]: from_json(row["body"], StampRequest) for row in _rows(bag, "stamp_request")}
    own = [
        ForeignStamp(
            chain=bag.head, request=asked[row["request_id"]], stamp=from_json(row["body"], Stamp)
        )
        for row in _rows(bag, "anchor")
    ]
    answered = {stamp.request.nonce for stamp in own}
    waiting = (one for one in asked.values() if one.nonce not in answered)
    own += [ForeignStamp(chain=bag.head, request=request) for request in waiting]
    inner = (from_json(row["body"], ForeignStamp) for row in _rows(bag, "foreign_stamp"))
    return sum(foreign_stamps.add(stamp, actor=actor) for stamp in (*own, *inner))


def _take_containers(bag: ValidBag, actor: str) -> int:
    found = (from_json(row["body"], ContainerRecord) for row in _rows(bag, "container"))
    return sum(containers.add(one, actor=actor) for one in found)


def _take_versions(bag: ValidBag, forgotten: set[str], actor: str) -> int:
    lines: dict[str, list[TranscriptVersion]] = {}
    for row in _rows(bag, "transcript_version"):
        if row["sha256"] not in forgotten:
            version = from_json(row["body"], TranscriptVersion)
            lines.setdefault(version.sha256, []).append(version)
    return sum(join_line(own, actor=actor) for own in lines.values())


def _take_restrictions(bag: ValidBag, forgotten: set[str], actor: str) -> int:
    """What is restricted there is restricted here, to accounts of the same names."""
    found = (from_json(row["body"], Restriction) for row in _rows(bag, "restriction"))
    own = [one for one in found if forgotten.isdisjoint(one.recordings)]
    return restrictions.add(own, actor=actor)


def _take_facts(bag: ValidBag, actor: str) -> int:
    """Files whose bytes are not here yet, behind the versions of the same name that are."""
    found = (from_json(row["body"], FactFile) for row in _rows(bag, "fact_file"))
    ordered = sorted(found, key=lambda file: (file.name, file.version))
    return sum(
        facts.add(replace(file, version=facts.next_version(file.name)), actor=actor)
        for file in ordered
    )


def _take_lists(bag: ValidBag, actor: str) -> int:
    """Each reading of each list, in order, so that the newest leads here too."""
    told = {
        (row["list_sha256"], row["reading"]): from_json(row["body"], ListReading)
        for row in _rows(bag, "call_list_reading")
    }
    lists: dict[tuple[str, int], list[CallListRow]] = {}
    for row in _rows(bag, "call_list_entry"):
        place = (row["list_sha256"], row["reading"])
        lists.setdefault(place, []).append(from_json(row["body"], CallListRow))
    return sum(
        call_lists.add_list(told.get(place) or _untold(place[0], rows, actor), rows, actor=actor)
        for place, rows in sorted(lists.items())
    )


def _untold(list_sha256: str, rows: list[CallListRow], actor: str) -> ListReading:
    """A reading of which an older version kept no more than the rows."""
    return ListReading(
        list_sha256=list_sha256,
        list_name=rows[0].list_name,
        shape="",
        headings=(),
        columns_used={},
        recorded_at=datetime.now(UTC),
        recorded_by=actor,
    )


def _take_profiles(bag: ValidBag, actor: str, taken: RowsTaken) -> int:
    """Sources that are not here yet. One whose id is taken here by another export stays away:
    attributions cite profiles by that id."""
    ids = {source.id for source in profiles.all_sources()}
    count = 0
    for row in _rows(bag, "profile_source"):
        source = from_json(row["body"], ProfileSource)
        if profiles.is_known(source.sha256):
            continue
        if source.id in ids:
            taken.notes.append(
                f"The source {source.id} was left out: another export has this id here. "
                "Ask for the export itself."
            )
            continue
        profiles.add_source(
            source,
            _profiles_of(bag, source.id),
            finished=lambda _, source=source: source,  # type: ignore[misc]
            actor=actor,
        )
        count += source.profile_count
    return count


def _take_statements(bag: ValidBag, actor: str, taken: RowsTaken) -> None:
    """What is said there of sources that are the same here; what is said here goes on leading."""
    own = {source.id: source.sha256 for source in profiles.all_sources()}
    theirs = {row["id"]: row["sha256"] for row in _rows(bag, "profile_source")}
    known = source_statements.versions()
    for row in _rows(bag, "source_statement"):
        said = from_json(row["body"], SourceStatement)
        if own.get(said.source_id) != theirs.get(said.source_id, ""):
            continue
        if said.source_id not in known:
            source_statements.add(said, actor=actor)
        elif said not in known[said.source_id]:
            taken.notes.append(
                f"Of the source {said.source_id} the bag says something else (version "
                f"{said.version}). Compare, and say it with: earwitness sources describe"
            )


def _profiles_of(bag: ValidBag, source_id: str) -> Iterator[Profile]:
    for row in _rows(bag, "profile"):
        if row["source_id"] == source_id:
            yield from_json(row["body"], Profile)


def _take_results(bag: ValidBag, forgotten: set[str], actor: str) -> int:
    """Results of stages and subjects that have none here: ours goes on leading. Those that led
    in the bag come last, so that they lead here too."""
    ours = results.led_subjects()
    withheld = not forgotten.isdisjoint(bag.hashes.values())
    count = 0
    for leading in (False, True):
        for row in _rows(bag, "result"):
            place = (row["stage"], row["subject"])
            quotes = withheld and row["stage"] == "cross"  # it may quote what is forgotten here
            if row["current"] is not leading or place in ours or quotes:
                continue
            if row["stage"] in OF_ONE_CASE or row["subject"] in forgotten:
                continue
            _refuse_other_forms(row)
            parts = {
                **row["provenance"],
                "input_digests": tuple(row["provenance"]["input_digests"]),
            }
            results.save(row["subject"], Provenance(**parts), row["output"], actor=actor)
            count += 1
    return count


def _refuse_other_forms(row: Row) -> None:
    """Let only an output pass that every command can read.

    Raises:
        BaseValidationError, KeyError, TypeError, ValueError: it is not of its stage's form.
    """
    output = row["output"]
    match row["stage"]:
        case "decode":
            from_json(output, AudioFacts)
        case "turns":
            from_json(output, tuple[Turn, ...])
        case "voices":
            from_json(output, Voices)
        case "cross":
            from_json(output, tuple[Attribution, ...])
        case "spoken":
            from_json(output, tuple[SpokenNumber, ...])
        case "claims" | "second_claims":
            from_json(output["claims"], tuple[LocatedClaim, ...])
            from_json(output.get("unasserted", ()), tuple[LocatedClaim, ...])
            if row["stage"] == "claims":
                from_json(output["themes"], tuple[ThemeMark, ...])
