"""How far each stage is: what it has made, of what it has to make. Counted, never worked out: the
stages themselves know better, and `process` asks them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from earwitness.pipeline.stages import STAGES
from earwitness.runtime.runner import Workplace
from earwitness.runtime.settings import Settings
from earwitness.runtime.store import journal, work_counts
from earwitness.runtime.store.work_counts import WorkCounts

AT_WORK = timedelta(minutes=2)
"""Since the last result: for so long the work is taken to go on. One long recording may take
longer. Estimate."""

ONCE = "once"
RECORDINGS, DECODED, SPEECH, HEARD, HEARD_TWICE = "recordings", "decode", "speech", "hear", "twice"
TRANSCRIPTS, TRANSLATED, CALLS = "transcripts", "translate", "calls"

BASIS: dict[str, str] = {
    "decode": RECORDINGS,
    "examine": DECODED,
    "fingerprint": DECODED,
    "duplicates": ONCE,
    "signals": DECODED,
    "speech": DECODED,
    "voices": SPEECH,
    "voice_groups": ONCE,
    "hear": SPEECH,
    "hear_second": SPEECH,
    "turns": HEARD,
    "compare": HEARD_TWICE,
    "translate": TRANSCRIPTS,
    "backcheck": TRANSLATED,
    "claims": TRANSCRIPTS,
    "second_claims": TRANSCRIPTS,
    "spoken": TRANSCRIPTS,
    "cross": CALLS,
    "support": ONCE,
    "index": TRANSCRIPTS,
    "meaning": TRANSCRIPTS,
}
"""What each stage makes something of."""

WANTED: dict[str, Callable[[Settings], object]] = {
    "hear_second": lambda settings: settings.hearing.second_model,
    "compare": lambda settings: settings.hearing.second_model,
    "second_claims": lambda settings: settings.claims.second_extractor,
}
"""Stages that run only if the case's settings ask for them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StageProgress:
    """One stage: how much is made of how much, and with how much it failed. What was made of
    something that has changed since counts as made."""

    name: str
    label: str
    made: int
    expected: int
    failed: int

    @property
    def is_done(self) -> bool:
        """Whether nothing is left that could be made."""
        return self.made + self.failed >= self.expected

    @property
    def percent(self) -> int:
        """How much of it is made; 100 only if all is."""
        return int(100 * self.made / self.expected) if self.expected else 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """All stages that are wanted. `mark` is another as soon as anything is; `last_at` is when the
    newest result was made, None before the first."""

    stages: tuple[StageProgress, ...]
    at_work: bool
    last_at: datetime | None
    mark: str

    @property
    def is_done(self) -> bool:
        """Whether every stage is."""
        return all(stage.is_done for stage in self.stages)


def stage_progress(place: Workplace) -> Progress:
    """How far each stage is."""
    mark, last_at, counts = progress_mark(), work_counts.last_result_at(), work_counts.counted()
    stages = tuple(
        StageProgress(
            name=stage.name,
            label=stage.label,
            made=min(counts.made.get(stage.name, 0), _expected(stage.name, counts)),
            expected=_expected(stage.name, counts),
            failed=counts.failed.get(stage.name, 0),
        )
        for stage in STAGES
        if _is_wanted(stage.name, place.settings)
    )
    return Progress(stages=stages, at_work=_at_work(last_at), last_at=last_at, mark=mark)


def progress_mark() -> str:
    """What is another as soon as the progress is; three small queries."""
    head, last_at = journal.head(), work_counts.last_result_at()
    number = head.sequence if head else 0
    return f"{number}-{work_counts.problem_count()}-{int(_at_work(last_at))}"


def _is_wanted(stage: str, settings: Settings) -> bool:
    asks = WANTED.get(stage)
    return asks is None or bool(asks(settings))


def _at_work(last_at: datetime | None) -> bool:
    return last_at is not None and datetime.now(UTC) - last_at < AT_WORK


def _expected(stage: str, counts: WorkCounts) -> int:
    basis = BASIS[stage]
    if basis == ONCE:
        return 1 if counts.recordings else 0
    known = {RECORDINGS: counts.recordings, CALLS: counts.calls, TRANSCRIPTS: counts.transcripts}
    if basis in known:
        return known[basis]
    return counts.made.get("hear_second" if basis == HEARD_TWICE else basis, 0)
