"""What the page of one speaker shows: candidates with their evidence, and what people decided."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from earwitness.app.call_pages import candidates_of
from earwitness.records.attribution import Attribution
from earwitness.records.judgement import JudgementRecord, leading
from earwitness.records.profile import Profile, ProfileSource
from earwitness.runtime.store import judgements, profiles

SIDES = ("caller", "called")


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """One decision; `leads` if no later one on the same subject superseded it."""

    record: JudgementRecord
    leads: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """One side of a call: candidates, likeliest first, and the decisions on each, newest first, by
    the id of the attribution."""

    call_id: str
    side: str
    candidates: tuple[Attribution, ...]
    decisions: Mapping[str, Sequence[Decided]]

    @property
    def line(self) -> str:
        """Its line, "" if unknown."""
        return (self.candidates[0].line or "") if self.candidates else ""

    @property
    def label(self) -> str:
        """Its label in the recording; `unknown` if it was not told apart."""
        return self.candidates[0].speaker_label if self.candidates else ""


def speakers_of(call_id: str) -> tuple[Speaker, ...]:
    """Both sides of a call, as far as it was crossed; caller first."""
    found = candidates_of(call_id)
    known = [one for one in judgements.all_judgements() if one.judged is None]
    leads = {one.id for one in leading(known).values()}
    here = [Decided(record=one, leads=one.id in leads) for one in known if one.call_id == call_id]
    return tuple(
        _speaker(call_id, side, own, here)
        for side in SIDES
        if (own := tuple(one for one in found if one.side == side))
    )


def profiles_named(references: Sequence[str]) -> dict[str, tuple[Profile, ProfileSource | None]]:
    """These profiles ("source:profile_id") with their sources; those that are gone are left out."""
    sources = {source.id: source for source in profiles.all_sources()}
    found = profiles.by_reference(references)
    return {key: (one, sources.get(one.source_id)) for key, one in found.items()}


def _speaker(
    call_id: str, side: str, own: tuple[Attribution, ...], known: Sequence[Decided]
) -> Speaker:
    here = [one for one in reversed(known) if one.record.side == side]
    return Speaker(
        call_id=call_id,
        side=side,
        candidates=own,
        decisions={one.id: [told for told in here if is_about(told.record, one)] for one in own},
    )


def is_about(record: JudgementRecord, one: Attribution) -> bool:
    """Whether a decision on the same side of the same call is about this candidate: by its id, or
    by the profiles, since ids change when sources are added."""
    return record.subject == one.id or bool(
        record.profiles and set(record.profiles) <= set(one.profiles)
    )
