"""The clips of drafts: what a clip was is kept once, however many versions of the draft hold it.

In the row of a draft stands, in place of each clip, its id and the version of the draft since
which it is as it is. So a change of one of 200 clips adds that clip, not all of them. The ledger
keeps the digest of the whole draft. Rows of earlier versions of this program hold their clips
themselves.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from earwitness.records.errors import CaseUnusable
from earwitness.runtime.store.as_written import text_of
from earwitness.runtime.store.chunks import in_chunks
from earwitness.runtime.store.models import ReleaseClipRow

Body = dict[str, Any]
Place = tuple[str, int]
"""(id of a clip, version of the draft since which it is so)."""


def without_known(body: Body, before: Body | None) -> Body:
    """What the row of a draft holds: places instead of clips. Clips that are new or changed since
    the version `before`, as its row holds it, are stored. Must stand inside a transaction."""
    release, version = body["name"], body["version"]
    known = {} if before is None else rows_of(release, before["clips"])
    since = {row.clip: row.version for row in known.values()}
    same = {row.clip: row.body for row in known.values()}
    new = [clip for clip in body["clips"] if same.get(clip["id"]) != clip]
    since |= {clip["id"]: version for clip in new}
    ReleaseClipRow.objects.bulk_create(
        ReleaseClipRow(release=release, clip=clip["id"], version=version, body=clip) for clip in new
    )
    return {**body, "clips": [[clip["id"], since[clip["id"]]] for clip in body["clips"]]}


def whole(body: Body) -> Body:
    """The draft of a row, with its clips.

    Raises:
        CaseUnusable: the store lacks one.
    """
    try:
        return with_clips(body, rows_of(body["name"], body["clips"]))
    except LookupError as error:
        raise CaseUnusable(
            f"The store of the case is damaged: a clip of {body['name']} is missing.",
            remedy="Run `earwitness verify` to see what else is; restore the store from a copy.",
        ) from error


def with_clips(body: Body, rows: Mapping[Place, Any]) -> Body:
    """The same with these rows of clips.

    Raises:
        LookupError: one is missing.
    """
    return {**body, "clips": [_clip(one, rows) for one in body["clips"]]}


def own_clips(body: Body) -> list[Body]:
    """Clips that stand in the row of a draft itself: an earlier version of this program did so."""
    return [one for one in body["clips"] if isinstance(one, dict)]


def rows_of(release: str, places: Sequence[Any]) -> dict[Place, Any]:
    """The rows of clips by their places, with the raw text of each as `raw_body`; none of clips
    that stand in the draft's own row."""
    wanted = {_place(one) for one in places if not isinstance(one, dict)}
    raw: Any = {"raw_body": text_of("body")}
    rows = ReleaseClipRow.objects.annotate(**raw).filter(release=release)
    return {
        place: row
        for versions in in_chunks(sorted({version for _, version in wanted}))
        for row in rows.filter(version__in=versions)
        if (place := (row.clip, row.version)) in wanted
    }


def _clip(one: Any, rows: Mapping[Place, Any]) -> Any:
    return one if isinstance(one, dict) else rows[_place(one)].body


def _place(one: Any) -> Place:
    clip, version = one
    return (clip, version)
