"""Exports of claims and losses: tables for spreadsheets, entities for FollowTheMoney."""

import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from earwitness.app.answers import all_claims
from earwitness.app.duplicates import copies
from earwitness.app.losses import losses, refuse_inside, said_once, write_table
from earwitness.app.support import judged_claims
from earwitness.app.unasserted import all_unasserted
from earwitness.claims.loss_table.table_text import table_lines
from earwitness.claims.writers.claim_lines import claim_lines
from earwitness.claims.writers.follow_the_money import ClaimMaterial, claim_entities
from earwitness.pipeline.support import stored_relations
from earwitness.records.attribution import Judgement
from earwitness.records.claim import LocatedClaim
from earwitness.records.errors import CaseUnusable, WrongUsage
from earwitness.runtime.follow_the_money import Entity
from earwitness.runtime.runner import Workplace
from earwitness.runtime.spreadsheet_file import csv_lines
from earwitness.runtime.store import calls

CSV = "csv"
CLAIMS_FILE, LOSSES_FILE = "claims.csv", "losses.csv"


@dataclass(frozen=True, slots=True, kw_only=True)
class TableSummary:
    """One written table: its name in the folder, how many lines below the heading, its SHA-256."""

    name: str
    lines: int
    sha256: str


def export_tables(place: Workplace, out: Path) -> tuple[TableSummary, ...]:
    """Write claims and losses as CSV into a new folder, for its owner only, and record each.

    Raises:
        WrongUsage: the folder is there already, or lies in the case.
        CaseUnusable: it cannot be written.
    """
    refuse_inside(place, out)
    if out.exists() or out.is_symlink():
        raise WrongUsage(f"{out} is there already.", remedy="Name a folder that is not there yet.")
    began = {call.id: call.started_at for call in calls.all_calls()}
    every = [*all_claims(), *all_unasserted()]
    made = {
        CLAIMS_FILE: list(claim_lines(every, began, copies())),
        LOSSES_FILE: list(table_lines(losses(place))),
    }
    try:
        out.mkdir(mode=0o700)
    except OSError as error:
        raise CaseUnusable(
            f"{out} cannot be made: {error.strerror}.",
            remedy="Choose a place that you may write, on a disk with free space.",
        ) from error
    try:
        return tuple(_written(place, out / name, lines) for name, lines in made.items())
    except BaseException:
        shutil.rmtree(out, ignore_errors=True)
        raise


def _written(place: Workplace, file: Path, lines: Sequence[tuple[str, ...]]) -> TableSummary:
    sha256 = write_table(place, csv_lines(lines), file, what=file.name)
    return TableSummary(name=file.name, lines=len(lines) - 1, sha256=sha256)


def claims_as_entities(place: Workplace, *, judged_only: bool) -> Iterator[Entity]:
    """Claims, units and rows of losses for FollowTheMoney; with `judged_only` the claims that
    people judged to be so, and no relation between claims, which only a machine says."""
    said = said_once(list(all_claims()))
    if judged_only:
        return claim_entities(ClaimMaterial(claims=_judged(said), rows=()))
    rows, relations = losses(place).rows, stored_relations()
    return claim_entities(ClaimMaterial(claims=said, rows=rows, relations=relations))


def _judged(claims: Sequence[LocatedClaim]) -> list[LocatedClaim]:
    judged = judged_claims()
    positive = {key for key, one in judged.items() if one.verdict is Judgement.POSITIVE}
    return [one for one in claims if one.id in positive]
