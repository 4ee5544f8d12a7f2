"""Index: the leading turns become searchable."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

from earwitness.pipeline.leading import LeadingTurns, as_they_were
from earwitness.pipeline.translated import translated, translated_turns
from earwitness.records.custody import Provenance
from earwitness.runtime.runner import Outcome, Work, Workplace
from earwitness.runtime.search.index import IndexUnusable, SearchDocument, SearchIndex

BATCH = 2_000
"""Recordings written between two commits of the index: what a kill can cost."""


class IndexStage:
    """One index in the case's `index/` folder; if it is lost or damaged, it is made anew."""

    name = "index"
    label = "Indexing"
    unit = "recordings"

    def pending(self, place: Workplace) -> Sequence[Work]:
        """Every recording that has turns."""
        identity = _identity(place.folder.index)
        return [
            Work(
                subject=leading.sha256,
                provenance=Provenance(
                    stage=self.name,
                    engine="tantivy",
                    version="1",
                    weights_digest="",
                    options=f'"{identity}"',
                    input_digests=(leading.digest, leading.call_id),
                ),
            )
            for leading in translated()
        ]

    def make(self, work: Sequence[Work], place: Workplace) -> Iterator[Outcome]:
        """Write in batches; an outcome is told only after its batch is committed."""
        index = SearchIndex.open(place.folder.index)
        for start in range(0, len(work), BATCH):
            batch, written = work[start : start + BATCH], []
            with index.writing() as writer:
                for item, leading in zip(batch, as_they_were(batch, translated_turns), strict=True):
                    if leading is not None:
                        writer.replace_recording(item.subject, _documents(leading))
                        told = {"turns": len(leading.turns)}
                        written.append(Outcome(work=item, output=told, more=True))
            yield from written[:-1]
            yield from (replace(last, more=False) for last in written[-1:])


def _documents(leading: LeadingTurns) -> list[SearchDocument]:
    return [
        SearchDocument(
            call=leading.call_id,
            sha256=leading.sha256,
            start_ms=turn.start_ms,
            end_ms=turn.end_ms,
            speaker_label=turn.speaker_label,
            text=turn.text,
            translation=turn.translation,
        )
        for turn in leading.turns
    ]


def _identity(folder: Path) -> str:
    """The name of this very index: a new one makes everything pending again."""
    mark = folder / "identity"
    try:
        SearchIndex.open(folder)
        return mark.read_text(encoding="ascii")
    except (IndexUnusable, OSError):
        SearchIndex.create(folder)
        identity = uuid4().hex
        mark.write_text(identity, encoding="ascii")
        return identity
