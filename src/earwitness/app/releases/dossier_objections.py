"""Who objected to clips of a release, and what was answered, in the dossier."""

from collections.abc import Iterable, Iterator

from earwitness.app.releases.objections import disputes
from earwitness.app.releases.words import moment
from earwitness.publication.signatories import same_person
from earwitness.records.dossier import Section, Table
from earwitness.records.objection import Dispute, Objection
from earwitness.records.release import ReleaseDraft

WIDTHS = (0.15, 0.2, 0.25, 0.4)


def objections_to(name: str, clip_id: str) -> Table:
    """Every objection to one clip, each with its end."""
    return _table(one for one in disputes(name) if one.objection.clip_id == clip_id)


def objections_to_dropped(draft: ReleaseDraft) -> Iterator[Section]:
    """Those to clips that are chosen no longer: a section by clip, none if there are none."""
    chosen = {clip.id for clip in draft.clips}
    gone = [one for one in disputes(draft.name) if one.objection.clip_id not in chosen]
    for clip_id in dict.fromkeys(one.objection.clip_id for one in gone):
        own = _table(one for one in gone if one.objection.clip_id == clip_id)
        heading = f"Objections to clip {clip_id}, which was dropped"
        yield Section(heading=heading, level=2, blocks=(own,))


def _table(found: Iterable[Dispute]) -> Table:
    rows = [row for one in found for row in _rows(one)]
    return Table(
        head=("", "by", "when", "why"), rows=tuple(rows), widths=WIDTHS, empty="Nobody objected."
    )


def _rows(one: Dispute) -> Iterator[tuple[str, ...]]:
    yield "objection", *_said(one.objection)
    if one.answer is None:
        yield "no answer", "", "", "It stands open."
        return
    is_own = same_person(one.objection.by, one.answer.by)
    yield "taken back" if is_own else "answer", *_said(one.answer)


def _said(one: Objection) -> tuple[str, str, str]:
    return one.by, moment(one.at), one.why
