"""What a case holds and what waits for a decision, as far as whoever asks may know of it."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from earwitness.app.answers import kind_of_problem
from earwitness.app.claim_board.bearing import CONTRADICTS
from earwitness.app.deliveries import batches
from earwitness.app.judged_claims import STAGES_OF_CLAIMS
from earwitness.app.releases.gating import PEOPLE
from earwitness.app.releases.progress import signatories_of
from earwitness.app.remembering import remembered
from earwitness.app.transcripts import transcript_of
from earwitness.pipeline.duplicates import stored_duplicates
from earwitness.pipeline.support import stored_relations
from earwitness.records.call_listing import CallFilter, CallState, FacetCount, FacetKind, Reach
from earwitness.records.delivery import DeliveredBatch
from earwitness.records.release import ReleaseEvent
from earwitness.runtime.store import (
    call_listing,
    calls,
    deliveries,
    listed_calls,
    problems,
    recordings,
    releases,
    results,
    transcript_versions,
)

MOST_KINDS = 12
"""Kinds of problems that are shown. Estimate."""
MOST_LINES = 15
MOST_WEEKS = 80
"""Beyond, calls over time are counted by month. Estimate."""
ORDER = (CallState.HEARD, CallState.DECODED, CallState.SEALED, CallState.FAILED, CallState.LISTED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Holdings:
    """What there is. Lengths in ms of calls; `copies` are recordings of a sound that another has
    too, `arrived_again` files that came more than once, byte by byte."""

    calls: int
    recordings: int
    length_ms: int
    states: dict[CallState, tuple[int, int]]
    languages: Sequence[FacetCount]
    days: tuple[date, date] | None
    copies: int
    arrived_again: int

    @property
    def heard_ms(self) -> int:
        """How much was heard."""
        return self.states.get(CallState.HEARD, (0, 0))[1]

    @property
    def recorded_ms(self) -> int:
        """How much there is a recording of."""
        return self.length_ms - self.states.get(CallState.LISTED, (0, 0))[1]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProblemKind:
    """Problems of one stage that say the same, and what to do."""

    stage: str
    kind: str
    remedy: str
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """What waits for people: suggested speakers that nobody judged, pairs of statements that
    contradict each other, transcripts with edits to look at again, releases to be signed."""

    speakers: int
    contradictions: int
    edits: Sequence[str]
    releases: Sequence[str]

    @property
    def anything(self) -> bool:
        """Whether anything waits."""
        return bool(self.speakers or self.contradictions or self.edits or self.releases)


@dataclass(frozen=True, slots=True, kw_only=True)
class Charts:
    """(first day of the week or month, whether heard, calls), the same by line, and (state, calls,
    ms) by how far the work is."""

    by_time: Sequence[tuple[date, bool, int]]
    by_line: Sequence[tuple[str, bool, int]]
    by_state: Sequence[tuple[CallState, int, int]]
    monthly: bool


def holdings(reach: Reach) -> Holdings:
    """What there is."""
    rows = listed_calls.fitting(CallFilter(), reach)
    states = listed_calls.by_state(rows)
    languages, span = remembered(
        ("languages", reach),
        call_listing.mark(),
        lambda: (
            listed_calls.facet_counts(FacetKind.LANGUAGE, rows, reach, 10),
            listed_calls.days(rows),
        ),
    )
    known, arrivals = recordings.counts()
    return Holdings(
        calls=sum(number for number, _ in states.values()),
        recordings=listed_calls.recordings_in(rows),
        length_ms=sum(length for _, length in states.values()),
        states=states,
        languages=languages,
        days=span,
        copies=_copies(calls.recordings_in(reach.hidden_calls)),
        arrived_again=0 if reach.hidden_calls else arrivals - known,
    )


def selections() -> tuple[DeliveredBatch, ...]:
    """What came with each delivery, and how it was selected."""
    known = (call_listing.mark(), deliveries.mark())
    return remembered(
        "deliveries", known, lambda: tuple(batch for batch in batches() if batch.arrivals)
    )


def charts(reach: Reach) -> Charts:
    """Calls over time, by line and by state."""
    known = (call_listing.mark(), problems.mark())
    return remembered(("charts", reach), known, lambda: _charts(reach))


def _charts(reach: Reach) -> Charts:
    rows = listed_calls.fitting(CallFilter(), reach)
    span = listed_calls.days(rows)
    states = listed_calls.by_state(rows)
    monthly = span is not None and (span[1] - span[0]).days > 7 * MOST_WEEKS
    return Charts(
        by_time=listed_calls.by_time(rows, monthly=monthly),
        by_line=listed_calls.by_line(rows, reach, MOST_LINES),
        by_state=[(state, *states[state]) for state in ORDER if state in states],
        monthly=monthly,
    )


def problem_kinds(reach: Reach) -> tuple[Sequence[ProblemKind], int]:
    """The commonest kinds of problems, and how many problems there are. What tells of a hidden
    call, by its id, its recordings or the paths of these, is left out."""
    hidden = calls.recordings_in(reach.hidden_calls)
    unseen = {*reach.hidden_calls, *hidden, *recordings.paths_of(hidden)}
    found = [
        one
        for one in problems.open_problems()
        if not unseen or (one.subject not in unseen and not any(own in one.what for own in unseen))
    ]
    names = recordings.recordings([one.subject for one in found])
    told: Counter[tuple[str, str, str]] = Counter()
    for one in found:
        own = names.get(one.subject)
        name = own.source_name if own else None
        remedy = one.remedy.replace(one.subject, "…")
        told[one.stage, kind_of_problem(one, name), remedy] += 1
    kinds = [
        ProblemKind(stage=stage, kind=kind, remedy=remedy, number=number)
        for (stage, kind, remedy), number in told.most_common(MOST_KINDS)
    ]
    return kinds, len(found)


def waiting(reach: Reach) -> Waiting:
    """What waits for a decision."""
    rows = listed_calls.fitting(CallFilter(), reach)
    hidden = calls.recordings_in(reach.hidden_calls)
    return Waiting(
        speakers=listed_calls.likely_speakers(rows, reach),
        contradictions=_contradictions(hidden),
        edits=tuple(sha256 for sha256 in clashing_edits() if sha256 not in hidden),
        releases=tuple(_unsigned_releases(reach.hidden_calls)),
    )


def _copies(hidden: frozenset[str]) -> int:
    made = results.digests("duplicates").get("case", "")
    groups = remembered("copies", made, _groups_of_copies)
    return sum(max(0, len(group - hidden) - 1) for group in groups)


def _groups_of_copies() -> list[frozenset[str]]:
    found = stored_duplicates()
    return [frozenset(group.members) for group in found.groups] if found else []


def _contradictions(hidden: frozenset[str]) -> int:
    """Pairs that contradict each other. A claim of a hidden recording is in none."""
    made = results.digests("support").get("case", "")
    pairs = remembered("contradictions", made, _contradicting)
    untold = {
        claim["id"]
        for stage in STAGES_OF_CLAIMS
        for _, output in results.outputs(stage, sorted(hidden))
        for claim in (*output["claims"], *output.get("unasserted", ()))
    }
    return sum(untold.isdisjoint(pair) for pair in pairs)


def _contradicting() -> list[tuple[str, str]]:
    return [(one.left, one.right) for one in stored_relations() if one.relation == CONTRADICTS]


def clashing_edits() -> Iterator[str]:
    """Recordings whose edits somebody should look at again."""
    edited = transcript_versions.digests()
    beneath = results.digests("turns", list(edited))
    for sha256, versions in edited.items():
        known = (beneath.get(sha256, ""), *versions)
        if remembered(("edits", sha256), known, partial(_clashes, sha256)):
            yield sha256


def _clashes(sha256: str) -> bool:
    return bool(transcript_of(sha256).conflicts())


def _unsigned_releases(hidden: frozenset[str]) -> Iterator[str]:
    """Releases whose newest edition was built, and lacks a signature of two people; none with a
    clip of a hidden call."""
    for name in releases.names():
        editions = releases.editions(name)
        draft = releases.newest_draft(name)
        if not editions or draft is None or draft.withdrawn:
            continue
        if not hidden.isdisjoint(clip.call_id for clip in draft.clips):
            continue
        newest = editions[-1]
        if any(
            step.edition == newest.number and step.event is ReleaseEvent.PUBLISHED
            for step in releases.steps(name)
        ):
            continue
        if len(signatories_of(newest)) < PEOPLE:
            yield name
