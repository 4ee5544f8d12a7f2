"""Original and translation side by side."""

from collections.abc import Sequence
from dataclasses import dataclass

from earwitness.records.published import PublishedCaption, PublishedTrack

Cell = tuple[PublishedCaption, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What stands side by side: one caption of the leading text, and those of the others that
    belong to it. `cells` are as many as there are texts. Times in ms of the clip."""

    start_ms: int
    end_ms: int
    speaker: str
    cells: tuple[Cell, ...]


def in_columns(tracks: Sequence[PublishedTrack]) -> tuple[PublishedTrack, ...]:
    """The texts that say something, originals first."""
    told = [track for track in tracks if track.captions]
    return tuple(sorted(told, key=lambda track: track.is_translation))


def rows(columns: Sequence[PublishedTrack]) -> tuple[Row, ...]:
    """Rows in the order of time. The first column leads; a caption of another stands beside that
    caption of the first which it shares most time with, or which begins nearest."""
    if not columns:
        return ()
    leading = sorted(columns[0].captions, key=lambda one: (one.start_ms, one.end_ms))
    beside: list[list[list[PublishedCaption]]] = [[[] for _ in columns[1:]] for _ in leading]
    for column, track in enumerate(columns[1:]):
        for caption in sorted(track.captions, key=lambda one: (one.start_ms, one.end_ms)):
            beside[_place(caption, leading)][column].append(caption)
    return tuple(
        _row(caption, [tuple(cell) for cell in others])
        for caption, others in zip(leading, beside, strict=True)
    )


def _place(caption: PublishedCaption, leading: Sequence[PublishedCaption]) -> int:
    def nearness(place: int) -> tuple[int, int]:
        other = leading[place]
        shared = min(caption.end_ms, other.end_ms) - max(caption.start_ms, other.start_ms)
        return max(0, shared), -abs(caption.start_ms - other.start_ms)

    return max(range(len(leading)), key=nearness)


def _row(caption: PublishedCaption, others: list[Cell]) -> Row:
    everything = [caption, *(one for cell in others for one in cell)]
    return Row(
        start_ms=min(one.start_ms for one in everything),
        end_ms=max(one.end_ms for one in everything),
        speaker=caption.speaker,
        cells=((caption,), *others),
    )
