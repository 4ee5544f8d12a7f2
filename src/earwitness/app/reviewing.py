"""What waits for people before a release is out: to be read, judged, settled, answered, signed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from earwitness.app.call_pages import candidates_of
from earwitness.app.comments import talks_of
from earwitness.app.judged_claims import STAGES_OF_CLAIMS, claim_now
from earwitness.app.overview import clashing_edits
from earwitness.app.releases.english import english_of
from earwitness.app.releases.material import turns_in
from earwitness.app.remembering import remembered
from earwitness.records.attribution import Attribution, Judgement
from earwitness.records.comment import Talk
from earwitness.records.judgement import in_force
from earwitness.records.release import ClipChoice, ReleaseDraft
from earwitness.runtime.store import call_listing, calls, comments, judgements, results


@dataclass(frozen=True, slots=True, kw_only=True)
class UnreadEnglish:
    """A clip with English sentences that readers see as "[…]", until somebody reads them."""

    draft: ReleaseDraft
    clip: ClipChoice
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Unjudged:
    """What a clip draws on that nobody judged: ids of claims in it, and candidates for who speaks
    in it (the leading one of each speaker)."""

    draft: ReleaseDraft
    clip: ClipChoice
    claims: tuple[str, ...]
    speakers: tuple[Attribution, ...]


def unread_english(drafts: Sequence[ReleaseDraft]) -> Iterator[UnreadEnglish]:
    """Clips whose English a translator should read."""
    as_of = call_listing.newest_change()
    for draft in drafts:
        hidden = remembered(
            ("unread English", draft.name), (draft, as_of), partial(_hidden_in, draft)
        )
        for clip in _living(draft):
            if clip.id in hidden:
                yield UnreadEnglish(draft=draft, clip=clip, number=hidden[clip.id])


def unjudged(drafts: Sequence[ReleaseDraft]) -> Iterator[Unjudged]:
    """Clips that draw on something that a verifier has not judged."""
    judged = _judged_claims() if drafts else frozenset()
    as_of = call_listing.newest_change()
    for draft in drafts:
        drawn = remembered(("drawn on", draft.name), (draft, as_of), partial(_drawn_on, draft))
        for clip in _living(draft):
            found, speakers = drawn[clip.id]
            claims = tuple(one for one in found if one not in judged)
            if claims or speakers:
                yield Unjudged(draft=draft, clip=clip, claims=claims, speakers=speakers)


def open_talks() -> Iterator[tuple[str, str, Talk]]:
    """Comments that nobody settled: (id of a call, SHA-256 of its recording, the talk)."""
    for sha256 in comments.subjects():
        waiting = [one for one in talks_of(sha256) if not one.is_settled]
        call_id = next(iter(calls.ids_with_recording(sha256)), "") if waiting else ""
        for talk in waiting if call_id else ():
            yield call_id, sha256, talk


def clashes() -> Iterator[tuple[str, str]]:
    """Recordings with edits to look at again: (SHA-256, id of a call that has it)."""
    for sha256 in clashing_edits():
        for call_id in calls.ids_with_recording(sha256)[:1]:
            yield sha256, call_id


def _living(draft: ReleaseDraft) -> Iterator[ClipChoice]:
    for clip in () if draft.withdrawn else draft.clips:
        if not clip.withdrawn:
            yield clip


def _hidden_in(draft: ReleaseDraft) -> dict[str, int]:
    """How many sentences readers see as "[…]", by clip; clips without one are left out."""
    found = {clip.id: english_of(clip) for clip in _living(draft)}
    return {clip_id: one.hidden for clip_id, one in found.items() if one and one.hidden}


def _drawn_on(draft: ReleaseDraft) -> dict[str, tuple[tuple[str, ...], tuple[Attribution, ...]]]:
    """The claims in each clip, and who may speak in it where nobody judged that."""
    return {
        clip.id: (tuple(_claims_in(clip)), tuple(_leading_unjudged(clip)))
        for clip in _living(draft)
    }


def _judged_claims() -> frozenset[str]:
    """Claims that somebody decided about, by the ids that they have now."""
    decided = in_force(judgements.all_judgements())
    now = (claim_now(one.subject, one.judged) for one in decided if one.judged is not None)
    return frozenset(filter(None, now))


def _claims_in(clip: ClipChoice) -> Iterator[str]:
    for stage in STAGES_OF_CLAIMS:
        for one in (results.output(stage, clip.sha256) or {}).get("claims", ()):
            if one["start_ms"] < clip.end_ms and one["end_ms"] > clip.start_ms:
                yield one["id"]


def _leading_unjudged(clip: ClipChoice) -> Iterator[Attribution]:
    """Of each speaker of the clip the likeliest candidate, where nobody judged any."""
    inside = {turn.speaker_label for turn in turns_in(clip.sha256, clip.start_ms, clip.end_ms)}
    own: dict[str, list[Attribution]] = {}
    for one in candidates_of(clip.call_id):
        if one.speaker_label in inside and one.person_id is not None:
            own.setdefault(one.speaker_label, []).append(one)
    for found in own.values():
        if all(one.judgement is Judgement.NONE for one in found):
            yield found[0]
