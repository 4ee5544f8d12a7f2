"""Call-progress tones: what their frequencies and their rhythm say that they are."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from earwitness.calls.signals.tone_runs import ToneRun
from earwitness.records.signals import Burst, Signal, SignalLabel

TOLERANCE_HZ = 15.0
"""E.180, section 4: national tones keep within 15 Hz."""

NATIONAL: tuple[tuple[float, ...], ...] = (
    (425.0,), (400.0,), (450.0,), (440.0, 480.0), (400.0, 450.0), (480.0, 620.0), (350.0, 440.0),
    (350.0, 450.0), (400.0, 425.0), (425.0, 450.0),
)  # fmt: skip
"""Hz of ring-back, busy, congestion and dial tone: Russia, Ukraine and most of Europe 425; Asia
400 and 450; North America 440 with 480, 480 with 620, 350 with 440; Britain 400 with 450, 350
with 440 (ITU-T E.180 Supplement 2)."""

RING_SECONDS, RING_PERIOD = (0.6, 2.6), (2.5, 7.0)
"""E.180, section 5: 0.67 to 1.5 s on and 3 to 5 s off; Supplement 2 has 0.8/3.2, 1/4, 2/4 and
0.4/0.2/0.4/2, whose two short bursts are taken as one."""

BUSY_SECONDS, CONGESTION_SECONDS = (0.28, 0.8), (0.1, 0.28)
"""E.180, sections 6 and 7, and Supplement 2: busy 0.35 to 0.6 s, congestion 0.15 to 0.25 s, pauses
as long."""

DOUBLE_RING_GAP, RHYTHM = 0.3, 0.2
"""Seconds between the two bursts of a double ring; how much pauses and bursts of one tone may
differ, in seconds. Estimates."""

LEAST_BURSTS = 3
"""Of a busy or congestion tone: two may be the end of anything."""

DIAL_TONE_SECONDS = 2.6
"""What sounds longer than the longest ring is no ring."""

SIT_HZ, SIT_TOLERANCE, SIT_SECONDS = (950.0, 1400.0, 1800.0), 50.0, (0.25, 0.45)
"""E.180, section 11: three tones of 330 ms within 50 Hz."""

FAX_CALLING, FAX_ANSWERING = (1100.0, 38.0, 0.4, 0.7), (2100.0, 15.0, 1.0, 5.0)
"""Hz, tolerance, shortest and longest seconds: ITU-T T.30, section 4.1 (CNG 0.5 s, CED 2.6 to 4 s;
the latter may begin before the recording)."""

SHORTEST_TONE = 0.5
"""Seconds of any other tone that are worth telling. Estimate."""

MAINS_HZ, MAINS_TOLERANCE, MAINS_UP_TO = (50.0, 60.0), 4.0, 500.0
"""Overtones of mains hum up to here, in Hz, are no tones. Estimates."""


def progress_tones(runs: Sequence[ToneRun], channel: int) -> Iterator[Signal]:
    """What the tones of a channel are, in the order of their kinds."""
    left = list(runs)
    threes = list(_special_information(left))
    for found in threes:
        yield _signal(SignalLabel.SIT, found, channel)
    left = _without(left, [run for found in threes for run in found])
    for label, limits in (
        (SignalLabel.FAX_CALLING, FAX_CALLING),
        (SignalLabel.FAX_ANSWERING, FAX_ANSWERING),
    ):
        own = [run for run in left if _is_fax(run, limits)]
        rhythm = label is SignalLabel.FAX_CALLING
        for group in _in_groups(own, most_pause=4.0):
            yield _signal(label, group, channel, hint=rhythm and len(group) < 2)
        left = _without(left, own)
    national = [run for run in left if _national(run.hertz)]
    for group in _in_groups(national, most_pause=RING_PERIOD[1]):
        yield from _rhythms(group, channel)
    for run in _without(left, national):
        if run.seconds >= SHORTEST_TONE and not _is_hum(run.hertz):
            yield _signal(SignalLabel.TONE, [run], channel)


def _without(runs: Sequence[ToneRun], taken: Sequence[ToneRun]) -> list[ToneRun]:
    known = frozenset(taken)
    return [run for run in runs if run not in known]


def _is_fax(run: ToneRun, limits: tuple[float, float, float, float]) -> bool:
    hertz, tolerance, shortest, longest = limits
    near = len(run.hertz) == 1 and abs(run.hertz[0] - hertz) <= tolerance
    return near and shortest <= run.seconds <= longest


def _special_information(runs: Sequence[ToneRun]) -> Iterator[list[ToneRun]]:
    for place in range(len(runs) - 2):
        three = list(runs[place : place + 3])
        near = all(
            len(run.hertz) == 1
            and abs(run.hertz[0] - hertz) <= SIT_TOLERANCE
            and SIT_SECONDS[0] <= run.seconds <= SIT_SECONDS[1]
            for run, hertz in zip(three, SIT_HZ, strict=True)
        )
        if near and all(_pause(a, b) < 0.2 for a, b in pairwise(three)):
            yield three


def _national(hertz: tuple[float, ...]) -> bool:
    return any(_same(hertz, known, TOLERANCE_HZ) for known in NATIONAL)


def _is_hum(hertz: tuple[float, ...]) -> bool:
    return any(
        all(
            one <= MAINS_UP_TO and abs(one - mains * round(one / mains)) <= MAINS_TOLERANCE
            for one in hertz
        )
        for mains in MAINS_HZ
    )


def _same(one: tuple[float, ...], other: tuple[float, ...], tolerance: float) -> bool:
    return len(one) == len(other) and all(
        abs(a - b) <= tolerance for a, b in zip(one, other, strict=True)
    )


def _pause(before: ToneRun, after: ToneRun) -> float:
    return (after.start_ms - before.end_ms) / 1000


def _in_groups(runs: Sequence[ToneRun], *, most_pause: float) -> Iterator[list[ToneRun]]:
    """Neighbours of one frequency."""
    group: list[ToneRun] = []
    for run in runs:
        if group and not (
            _same(group[-1].hertz, run.hertz, TOLERANCE_HZ) and _pause(group[-1], run) <= most_pause
        ):
            yield group
            group = []
        group.append(run)
    if group:
        yield group


def _rhythms(group: list[ToneRun], channel: int) -> Iterator[Signal]:
    """The busy tones of a group, then the ring-back tones of what is left."""
    rest: list[ToneRun] = []
    for own in _fast(group):
        label = _fast_label(own)
        if label is None:
            rest += own
        else:
            yield _signal(label, own, channel, hint=len(own) < LEAST_BURSTS)
    yield from _rings(rest, channel)


def _fast(group: list[ToneRun]) -> Iterator[list[ToneRun]]:
    """Bursts that follow each other after pauses as long as they are."""
    own: list[ToneRun] = []
    for run in group:
        if own and not (
            abs(_pause(own[-1], run) - own[-1].seconds) <= RHYTHM
            and abs(run.seconds - own[-1].seconds) <= RHYTHM
        ):
            yield own
            own = []
        own.append(run)
    yield own


def _fast_label(own: list[ToneRun]) -> SignalLabel | None:
    if len(own) < 2:
        return None
    seconds = sorted(run.seconds for run in own)[len(own) // 2]
    if BUSY_SECONDS[0] <= seconds <= BUSY_SECONDS[1]:
        return SignalLabel.BUSY
    if CONGESTION_SECONDS[0] <= seconds < CONGESTION_SECONDS[1]:
        return SignalLabel.CONGESTION
    return None


def _rings(runs: list[ToneRun], channel: int) -> Iterator[Signal]:
    train: list[list[ToneRun]] = []
    for ring in _double_rings(runs):
        seconds = (ring[-1].end_ms - ring[0].start_ms) / 1000
        if seconds > DIAL_TONE_SECONDS:
            yield _signal(SignalLabel.DIAL_TONE, ring, channel)
        elif seconds < RING_SECONDS[0]:
            if seconds >= SHORTEST_TONE:
                yield _signal(SignalLabel.TONE, ring, channel)
        else:
            period = (ring[0].start_ms - train[-1][0].start_ms) / 1000 if train else 0.0
            if train and not RING_PERIOD[0] <= period <= RING_PERIOD[1]:
                yield _train(train, channel)
                train = []
            train.append(ring)
    if train:
        yield _train(train, channel)


def _double_rings(runs: Sequence[ToneRun]) -> Iterator[list[ToneRun]]:
    ring: list[ToneRun] = []
    for run in runs:
        if ring and _pause(ring[-1], run) > DOUBLE_RING_GAP:
            yield ring
            ring = []
        ring.append(run)
    if ring:
        yield ring


def _train(train: list[list[ToneRun]], channel: int) -> Signal:
    """Rings in their rhythm; a single one is a hint."""
    runs = [run for ring in train for run in ring]
    return _signal(SignalLabel.RING_BACK, runs, channel, hint=len(train) < 2)


def _signal(
    label: SignalLabel, runs: Sequence[ToneRun], channel: int, *, hint: bool = False
) -> Signal:
    loudest = max(runs, key=lambda run: run.level)
    several = label is SignalLabel.SIT
    hertz = tuple(run.hertz[0] for run in runs) if several else loudest.hertz
    return Signal(
        label=label,
        channel=channel,
        start_ms=runs[0].start_ms,
        end_ms=runs[-1].end_ms,
        hertz=tuple(round(one) for one in hertz),
        hint=hint,
        bursts=tuple(Burst(start_ms=run.start_ms, end_ms=run.end_ms) for run in runs),
    )
