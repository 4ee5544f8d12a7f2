"""The table of losses of a board: of what somebody may know of, and of nothing else."""

from collections.abc import Iterable, Sequence
from hashlib import sha256
from zoneinfo import ZoneInfo

from earwitness.app.claim_board.building import known_now
from earwitness.app.custody import record_export
from earwitness.app.remembering import kept_among
from earwitness.claims.loss_table.table import DENIED, Independent, Wanted, loss_table
from earwitness.claims.loss_table.table_text import table_lines
from earwitness.claims.support.independence import independence
from earwitness.pipeline.support import Known, statement_of
from earwitness.records.claim import LocatedClaim
from earwitness.records.claim_board import Board
from earwitness.records.losses import LossTable
from earwitness.records.support import Independence
from earwitness.runtime.runner import Workplace
from earwitness.runtime.spreadsheet_file import csv_lines

MOST_KEPT = 8
"""Tables that were asked for otherwise. Estimate."""


def losses_of(place: Workplace, board: Board, wanted: Wanted) -> LossTable:
    """Loss claims of a board; what is said on a copy stands once."""
    kept: dict[Wanted, LossTable] = board.kept.setdefault("losses", {})
    return kept_among(kept, wanted, MOST_KEPT, lambda: _table(place, board, wanted))


def _table(place: Workplace, board: Board, wanted: Wanted) -> LossTable:
    known = known_now(place)
    relations = {one.left + one.right: one for own in board.relations.values() for one in own}
    return loss_table(
        _said_once(board),
        started_at={call.id: call.started_at for call in known.talks.values()},
        zone=ZoneInfo(place.settings.case.time_zone),
        relations=[*relations.values()],
        independent=_independent(board, known) if board.is_weighed else None,
        wanted=wanted,
    )


def _said_once(board: Board) -> Iterable[LocatedClaim]:
    """Claims without those on a copy whose best original has claims too."""
    heard = {one.located.sha256 for one in board.claims.values()}
    return [one.located for one in board.claims.values() if one.copy_of not in heard]


def _independent(board: Board, known: Known) -> Independent:
    """From how many men claims come, by who stands behind each; copies and what is asked or joked
    are nobody's statement."""

    def independent(claims: Sequence[LocatedClaim]) -> Independence:
        own = [board.claims[one.id] for one in claims]
        told = [one for one in own if not one.copy_of and one.aside in ("", DENIED)]
        return independence([statement_of(one.located, known) for one in told])

    return independent


def losses_file(place: Workplace, table: LossTable) -> bytes:
    """The table as CSV, recorded as an export.

    Raises:
        CaseUnusable: the ledger cannot be written; then nothing goes out.
    """
    content = "".join(csv_lines(table_lines(table))).encode("utf-8", "replace")
    record_export(place, "losses", sha256(content).hexdigest())
    return content
