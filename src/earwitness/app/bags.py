"""Taking in a bag: its chain is tied to ours and kept whole; originals and rows become ours."""

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from earwitness.app.bag_checking import refuse_false_bag
from earwitness.app.bag_rows import RowsTaken, take_rows
from earwitness.app.call_renewal import renew_calls_within
from earwitness.app.forgotten import finish_forgetting
from earwitness.archive.bags import layout
from earwitness.archive.bags.validation import ValidBag, validate
from earwitness.archive.bags.walking import is_bag, refused
from earwitness.archive.originals import seal
from earwitness.records.bag import BagSummary, TakenBag
from earwitness.records.errors import CaseUnusable
from earwitness.runtime.progress import Progress
from earwitness.runtime.runner import Workplace
from earwitness.runtime.settings import read_settings
from earwitness.runtime.store import foreign_ledgers, recordings, tombstones
from earwitness.runtime.store.connection import writing

SPACE_FOR_ROWS = 6
"""A store takes so many times the bytes of the rows: loaded twice, with log. Estimate."""


def bags_among(untrusted_paths: Sequence[Path]) -> tuple[list[Path], list[Path]]:
    """(bags, everything else) of what a user names. A bag must be named itself: one that lies
    somewhere below a folder is not looked for."""
    bags = [path for path in untrusted_paths if is_bag(path)]
    return bags, [path for path in untrusted_paths if path not in bags]


def take_bag(place: Workplace, untrusted_folder: Path, *, progress: Progress) -> TakenBag:
    """Take in a bag of Earwitness, whole or not at all.

    Validated by its manifests, then by its own ledger, before anything is kept. Originals are
    hashed again while they are sealed. Rows, the foreign ledger and our entries, the tie first,
    are one transaction.

    Raises:
        InputUnusable: it is not as it was packed, or not what its ledger recorded.
        CaseUnusable: the case cannot be written, or its disk is too small.
    """
    finish_forgetting(place)
    progress.start("Checking the bag", 1, "bags")
    bag = validate(untrusted_folder)
    summary = summary_of(bag)
    if foreign_ledgers.is_known(bag.id):
        progress.finish()
        return TakenBag(bag=summary, known=True)
    refuse_too_little_space(bag, place)
    refuse_false_bag(bag, place)
    progress.advance(1)
    progress.finish()
    forgotten = tombstones.hashes()
    with sealed_or_none(place):
        new, left_out = _seal_all(bag, place, forgotten, progress)
        with writing(place.folder.database):
            foreign_ledgers.add_bag(summary, actor=place.actor)
            taken = take_rows(bag, forgotten, actor=place.actor)
            renew_calls_within(place)
    return TakenBag(
        bag=summary,
        recordings=new,
        rows=taken.counts,
        left_out=tuple(left_out),
        not_read=unknown_tables(bag),
        notes=(*taken.notes, *_other_settings(bag, place), *_still_held(taken)),
    )


def summary_of(bag: ValidBag) -> BagSummary:
    """What a bag holds."""
    originals = [name for name in bag.hashes if name.startswith(f"{layout.DATA}/originals/")]
    return BagSummary(
        id=bag.id,
        head=bag.head,
        entries=bag.entries,
        recordings=len(originals),
        bytes=sum(bag.sizes[name] for name in originals),
    )


def refuse_too_little_space(bag: ValidBag, place: Workplace) -> None:
    """Let only a bag pass that the case's disk can hold.

    Raises:
        CaseUnusable: it cannot.
    """
    rows = sum(size for name, size in bag.sizes.items() if name.endswith(".jsonl"))
    needed = sum(bag.sizes.values()) + SPACE_FOR_ROWS * rows
    if shutil.disk_usage(place.folder.root).free < needed:
        raise CaseUnusable(
            f"The disk of {place.folder.root} is too small: the bag needs "
            f"{needed // 2**20 + 1} MiB.",
            remedy="Free space or move the case to a larger disk, then give the bag again.",
        )


def unknown_tables(bag: ValidBag) -> tuple[str, ...]:
    """Tables in the bag whose rows are not taken in: those of other versions, and those that
    `bag_rows` does not know how to take. What follows from other rows is not missed."""
    taken = {"recording", "intake", "transcript", "call_list_entry", "result", "foreign_ledger"}
    taken |= {"stamp_request", "anchor", "foreign_stamp"}
    taken |= {"profile_source", "profile", "call_list_reading", "delivery", "container"}
    taken |= {
        "transcript_version",
        "source_statement",
        "judgement",
        "fact_file",
        "grade",
        "restriction",
        "comment",
    }
    remade = {"call", "call_recording", "problem", "bag", "tombstone", "salt", "restriction_mark"}
    prefix, suffix = layout.table_name("|").split("|")
    named = [
        name.removeprefix(prefix).removesuffix(suffix)
        for name in sorted(bag.hashes)
        if name.startswith(prefix) and bag.sizes[name]
    ]
    return tuple(name for name in named if name not in taken | remade)


@contextmanager
def sealed_or_none(place: Workplace) -> Iterator[None]:
    """If taking in fails, originals that no recording names go again."""
    before = {path.name for path in place.folder.originals.glob("*/*")}
    try:
        yield
    except BaseException:
        for path in place.folder.originals.glob("*/*"):
            if path.name not in before and not recordings.recordings([path.name]):
                path.unlink(missing_ok=True)
        raise


def _seal_all(
    bag: ValidBag, place: Workplace, forgotten: set[str], progress: Progress
) -> tuple[int, list[str]]:
    """Seal every original; how many are new, and which were left out as forgotten."""
    names = [name for name in bag.hashes if name.startswith(f"{layout.DATA}/originals/")]
    left_out, new = [], 0
    progress.start("Sealing", len(names), "recordings")
    try:
        for name in names:
            sha256 = bag.hashes[name]
            if sha256 in forgotten:
                left_out.append(sha256)
                continue
            if seal(bag.folder / name, place.folder.originals).sha256 != sha256:
                raise refused(bag.folder, f"{name} is being changed")
            new += not recordings.recordings([sha256])
            progress.advance(1)
    finally:
        progress.finish()
    return new, left_out


def _other_settings(bag: ValidBag, place: Workplace) -> Iterator[str]:
    """What the sender's case declared otherwise: it shifts times and numbers."""
    if layout.SETTINGS not in bag.hashes:
        return
    try:
        theirs = read_settings(bag.folder / layout.SETTINGS).case
    except CaseUnusable:
        yield "The settings in the bag cannot be read; compare data/case.toml yourself."
        return
    ours = place.settings.case
    if theirs.time_zone != ours.time_zone:
        yield f"Times without a zone: {theirs.time_zone} in the bag, {ours.time_zone} here."
    if theirs.region != ours.region:
        yield f"Numbers without a country: {theirs.region} in the bag, {ours.region} here."


def _still_held(taken: RowsTaken) -> Iterator[str]:
    """Recordings that the sender forgot, and this case has from elsewhere."""
    for sha256 in sorted(recordings.recordings(sorted(taken.forgotten_there))):
        yield f"The sender has forgotten {sha256[:12]}…; this case still holds it. Ask why."
