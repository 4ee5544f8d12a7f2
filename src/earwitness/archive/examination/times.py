"""Times that contradict each other: tags, file name, call list, the file's own date, durations.

Nobody can be accused by a clock: recorders run wrong, files are copied, zones are assumed. So each
contradiction is a hint, without a measured false-alarm rate.
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from itertools import combinations

from earwitness.records.examination import Observation, StatedTime

SAME_EVENT = timedelta(minutes=5)
"""Apart by less, two times tell of one call: a file is dated when it was closed or opened.
The duration of the call comes on top."""

QUARTER = timedelta(minutes=15)
MAX_ZONES = timedelta(hours=26)
"""From UTC−12 to UTC+14: whole quarter hours up to here may be two zones, one wrongly assumed."""

SHORTER = timedelta(seconds=5)
LONGER = timedelta(seconds=120)
"""A recording may be longer than the list says by ringing and queueing, and a few seconds shorter.
Estimate."""

EPOCHS = (datetime(1970, 1, 1, tzinfo=UTC), datetime(1904, 1, 1, tzinfo=UTC),
          datetime(1980, 1, 1, tzinfo=UTC))  # fmt: skip
"""Zero of Unix, of MP4 and of FAT: a clock that was never set, not a time."""

UNMEASURED = "not measured: it follows from what is written"
CAUSES = (
    "a recorder's clock that runs wrong, a time zone that was assumed, a file that was copied, "
    "converted or named later"
)


def time_observations(
    stated: Sequence[StatedTime], *, modified_at: datetime | None, duration_ms: int | None
) -> tuple[Observation, ...]:
    """Contradictions among stated starts of a call, and with the date of the file.

    All moments are aware. Stated times are compared in pairs; `modified_at` may be later than
    them (files are copied) but not earlier by more than time zones explain.
    """
    length = timedelta(milliseconds=duration_ms or 0)
    seen = [
        *(o for one in stated for o in _unset(one)),
        *(
            o
            for one, other in combinations([s for s in stated if not _is_unset(s.at)], 2)
            for o in _apart(one, other, length)
        ),
    ]
    if modified_at is not None and not _is_unset(modified_at):
        seen += [o for one in stated if not _is_unset(one.at) for o in _older(one, modified_at)]
    return tuple(seen)


def duration_observations(
    *, sound_ms: int | None, listed_ms: int | None, declared_ms: int | None
) -> tuple[Observation, ...]:
    """Where the length of the sound contradicts the call list or the file's own header."""
    seen = []
    if sound_ms is not None and listed_ms is not None:
        sound, listed = timedelta(milliseconds=sound_ms), timedelta(milliseconds=listed_ms)
        more = sound - listed
        if more < -SHORTER:
            what = (
                f"{_seconds(-more)} are missing: the sound lasts {_seconds(sound)}, the call "
                f"list says {_seconds(listed)}."
            )
            seen.append(_hint("shorter_than_listed", what, more.total_seconds()))
        elif more > LONGER:
            what = f"The sound lasts {_seconds(more)} longer than the call list says."
            seen.append(_hint("longer_than_listed", what, more.total_seconds()))
    if sound_ms is not None and declared_ms is not None:
        more = timedelta(milliseconds=sound_ms - declared_ms)
        if abs(more) > max(SHORTER, timedelta(milliseconds=declared_ms) * 0.05):
            what = (
                f"The file's header declares {declared_ms / 1000:.0f} s, the sound lasts "
                f"{sound_ms / 1000:.0f} s."
            )
            seen.append(_hint("declared_length", what, more.total_seconds()))
    return tuple(seen)


def _unset(one: StatedTime) -> Iterator[Observation]:
    if _is_unset(one.at):
        what = f"The {one.source} says {one.at:%Y-%m-%d}: a clock that was never set."
        yield Observation(kind="clock_unset", value=one.at.isoformat(), detail=what)


def _is_unset(moment: datetime) -> bool:
    return any(abs(moment - epoch) < timedelta(days=2) for epoch in EPOCHS)


def _apart(one: StatedTime, other: StatedTime, length: timedelta) -> Iterator[Observation]:
    apart = abs(one.at - other.at)
    if apart <= SAME_EVENT + length:
        return
    what = f"The {one.source} says {_moment(one.at)}, the {other.source} says {_moment(other.at)}."
    rest = apart % QUARTER
    zones = apart <= MAX_ZONES and min(rest, QUARTER - rest) <= timedelta(seconds=90) + length
    if zones:
        what += " Whole quarter hours lie between them: their time zones may differ."
    yield _hint("times_apart", what, apart.total_seconds())


def _older(one: StatedTime, modified_at: datetime) -> Iterator[Observation]:
    early = one.at - modified_at
    if early > timedelta(hours=14):
        what = (
            f"The file was last changed {_moment(modified_at)}, before the call that its "
            f"{one.source} dates {_moment(one.at)}."
        )
        yield _hint("file_older_than_call", what, early.total_seconds())


def _hint(kind: str, detail: str, seconds: float) -> Observation:
    return Observation(
        kind=kind,
        detail=detail,
        value=float(seconds),
        unit="s",
        hint=True,
        measured_on=UNMEASURED,
        other_causes=CAUSES,
    )


def _seconds(span: timedelta) -> str:
    return f"{span.total_seconds():.0f} s"


def _moment(moment: datetime) -> str:
    return moment.isoformat(sep=" ", timespec="seconds")
