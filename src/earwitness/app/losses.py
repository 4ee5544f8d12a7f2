"""The table of losses of a case."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from earwitness.app.answers import all_claims
from earwitness.app.bearing import independent_men
from earwitness.app.custody import record_export
from earwitness.app.duplicates import copies
from earwitness.app.unasserted import all_unasserted
from earwitness.archive.handing_out import new_file
from earwitness.claims.loss_table.periods import PERIODS, Period
from earwitness.claims.loss_table.table import Wanted, loss_table
from earwitness.claims.loss_table.table_text import table_lines
from earwitness.pipeline.support import stored_relations
from earwitness.records.claim import LocatedClaim
from earwitness.records.errors import WrongUsage
from earwitness.records.losses import LossTable
from earwitness.runtime.runner import Workplace
from earwitness.runtime.spreadsheet_file import csv_lines
from earwitness.runtime.store import calls


def losses(place: Workplace, wanted: Wanted | None = None) -> LossTable:
    """Loss claims of all leading transcripts; what is said on a copy stands once."""
    said = said_once([*all_claims(), *all_unasserted()])
    return loss_table(
        said,
        started_at={call.id: call.started_at for call in calls.all_calls()},
        zone=ZoneInfo(place.settings.case.time_zone),
        relations=stored_relations(),
        independent=independent_men(),
        wanted=wanted,
    )


def asked(*, unit: str = "", first: str = "", last: str = "", by: str = "") -> Wanted:
    """What was asked for, from the words of a command.

    Raises:
        WrongUsage: a day is none, the last is before the first, or there is no such period.
    """
    period: Period | None = next((name for name in PERIODS if name == by), None)
    if by and period is None:
        raise WrongUsage(f"There is no period {by!r}.", remedy="Use month, week or day.")
    wanted = Wanted(unit=unit, first=_day(first), last=_day(last), by=period)
    if wanted.first and wanted.last and wanted.last < wanted.first:
        raise WrongUsage(f"{last} is before {first}.", remedy="Give the earlier day with --from.")
    return wanted


def _day(text: str) -> date | None:
    try:
        return datetime.strptime(text, "%Y-%m-%d").date() if text else None
    except ValueError as error:
        raise WrongUsage(f"{text!r} is no day.", remedy="Write 2022-03-07.") from error


def said_once(claims: Sequence[LocatedClaim]) -> tuple[LocatedClaim, ...]:
    """Claims without those on a copy whose best original has claims too."""
    heard, best_of = {claim.sha256 for claim in claims}, copies()
    return tuple(claim for claim in claims if best_of.get(claim.sha256) not in heard)


def write_losses(place: Workplace, table: LossTable, out: Path) -> str:
    """Write the table as CSV to a new file, for its owner only, and record it; its SHA-256.

    Raises:
        WrongUsage: the file is there already, or lies in the case.
        CaseUnusable: it cannot be written.
    """
    return write_table(place, csv_lines(table_lines(table)), out, what="losses")


def write_table(place: Workplace, text: Iterable[str], out: Path, *, what: str) -> str:
    """Write text to a new file outside the case, and record it as an export; its SHA-256.

    Raises:
        WrongUsage: the file is there already, or lies in the case.
        CaseUnusable: it cannot be written.
    """
    refuse_inside(place, out)
    hashed = hashlib.sha256()
    with new_file(out) as file:
        for raw in _raw(text):
            hashed.update(raw)
            file.write(raw)
        file.flush()
        record_export(place, what, hashed.hexdigest())
    return hashed.hexdigest()


def refuse_inside(place: Workplace, out: Path) -> None:
    """Let only a place pass that is not part of the case.

    Raises:
        WrongUsage: it lies in the case's folder.
    """
    if out.absolute().resolve().is_relative_to(place.folder.root.resolve()):
        raise WrongUsage(
            f"{out} lies inside the case.", remedy="Name a place outside, best on another disk."
        )


def _raw(text: Iterable[str]) -> Iterator[bytes]:
    return (piece.encode("utf-8", "replace") for piece in text)
