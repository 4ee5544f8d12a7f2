"""What several parts of the report look up: turns by time, profiles, judgements, speakers."""

from bisect import bisect_right
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from earwitness.desk.figures import probability
from earwitness.desk.languages import language_tag
from earwitness.desk.report import wording
from earwitness.desk.report.bearing_view import Bearings
from earwitness.desk.report.report_data import ReportCall, ReportData
from earwitness.records.attribution import Attribution, Judgement
from earwitness.records.claim import LocatedClaim
from earwitness.records.hearing import Turn, channel_of


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnPlace:
    """Where a turn stands on the page."""

    anchor: str
    start_ms: int
    end_ms: int
    language: str
    doubts: str


class Lookups:
    """Answers from one report's data, each collected once."""

    def __init__(self, data: ReportData) -> None:
        self.zone = ZoneInfo(data.time_zone)
        self._turns = _turns_by_speaker(data)
        self._names = {profile.reference: profile.name for profile in data.profiles}
        self._sources = {source.id: source.source_name for source in data.sources}
        self.bearings = Bearings(data)
        latest = sorted(data.judgements, key=lambda judged: judged.at)
        self._judged = {judged.subject: judged for judged in latest}

    def moment(self, at: datetime | None) -> str:
        """A point in time in the zone of the case."""
        return wording.moment(at, self.zone)

    def turn_of(self, claim: LocatedClaim) -> TurnPlace | None:
        """The speaker's turn in which a claim begins, else one that overlaps with it.

        Voices on two channels may speak at once, so the time alone does not tell.
        """
        return self.turn_at(claim.sha256, claim.speaker_label, claim.start_ms, claim.end_ms)

    def turn_at(
        self, sha256: str, speaker_label: str, start_ms: int, end_ms: int
    ) -> TurnPlace | None:
        """The same for any span of a speaker."""
        turns = self._turns.get((sha256, speaker_label), [])
        before = bisect_right(turns, start_ms, key=lambda turn: turn.start_ms)
        near = turns[max(0, before - 1) : before + 1]
        overlapping = (turn for turn in near if turn.end_ms > start_ms and turn.start_ms < end_ms)
        return next(overlapping, None)

    def profile(self, reference: str) -> str:
        """A profile as written in its source, with the source; the reference if it is unknown."""
        source = reference.partition(":")[0]
        name = self._names.get(reference)
        return f"{name} ({self.source(source)})" if name else reference

    def source(self, source_id: str) -> str:
        """The file name of a source; its id if it is unknown."""
        return self._sources.get(source_id, source_id)

    def judgement(self, subject: str) -> str:
        """The leading decision on an attribution or claim, in words; empty if there is none."""
        judged = self._judged.get(subject)
        if judged is None:
            return ""
        when = wording.day(judged.at, self.zone)
        return f"{judged.verdict}, by {judged.by} on {when}: {judged.why}"

    def grade(self, claim_id: str) -> str:
        """What a person thinks of a claim, in words; empty if nobody graded it."""
        graded = self.bearings.grade(claim_id)
        if graded is None:
            return ""
        when = wording.day(graded.at, self.zone)
        return f"{graded.source}{graded.information}, by {graded.by} on {when}: {graded.why}"

    def who(self, call: ReportCall, speaker_label: str) -> str:
        """The speaker of a call: the label, and the leading candidate as what it is."""
        side = side_of(call, speaker_label)
        label = wording.speaker(speaker_label, side)
        candidates = [a for a in call.attributions if a.speaker_label == speaker_label]
        sides = {attribution.side for attribution in candidates}
        leading = max(candidates, key=lambda a: a.probability, default=None)
        # Two sides under one label: the voice was not told apart, so nobody is named.
        if leading is None or leading.person_id is None or len(sides) > 1:
            return label
        return f"{label}; {candidate(leading)}"


def candidate(attribution: Attribution) -> str:
    """A candidate and the probability, as a possibility; or that people judged so."""
    if attribution.judgement is Judgement.POSITIVE:
        return f"judged to be {attribution.person_name}"
    return f"perhaps {attribution.person_name} ({probability(attribution.probability)})"


def side_of(call: ReportCall, speaker_label: str) -> str:
    """ "caller" or "called" if the attributions tie the label to one side, else nothing."""
    channel = channel_of(speaker_label)
    sides = {a.side for a in call.attributions if a.speaker_label == channel}
    return sides.pop() if len(sides) == 1 else ""


def _turns_by_speaker(data: ReportData) -> dict[tuple[str, str], list[TurnPlace]]:
    """Where the turns of each speaker of each recording stand, in the order of time."""
    places: dict[tuple[str, str], list[TurnPlace]] = {}
    for call in data.calls:
        for heard in call.recordings:
            sha256 = heard.recording.sha256
            for turn in heard.transcript.turns if heard.transcript else ():
                speaker = (sha256, turn.speaker_label)
                places.setdefault(speaker, []).append(_turn_place(sha256, turn))
    return {
        speaker: sorted(turns, key=lambda turn: turn.start_ms) for speaker, turns in places.items()
    }


def _turn_place(sha256: str, turn: Turn) -> TurnPlace:
    return TurnPlace(
        anchor=wording.turn_anchor(sha256, turn.start_ms, turn.speaker_label),
        start_ms=turn.start_ms,
        end_ms=turn.end_ms,
        language=language_tag(turn.language),
        doubts=wording.doubts(turn.flags),
    )
