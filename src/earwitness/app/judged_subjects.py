"""What a person names to judge: an attribution, a claim, a pair of voices, a pair of profiles."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from earwitness.app.answers import ATTRIBUTION, attributions_beginning
from earwitness.app.judged_claims import CLAIM, claim_named, recordings_behind, same_claim
from earwitness.records.attribution import Attribution
from earwitness.records.errors import WrongUsage
from earwitness.records.judgement import (
    PAIR_OF_PROFILES,
    JudgementRecord,
    profile_pair_id,
)
from earwitness.records.support import JudgedClaim, judged_claim
from earwitness.records.voice_groups import voice_id, voice_pair_id, voices_of_pair
from earwitness.records.voices import Voices
from earwitness.runtime.records_json import from_json
from earwitness.runtime.store import calls, judgements, profiles, results

SHORTEST = 4
"""Digits of an attribution's id that must be given. Estimate."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What is judged; fields as in `JudgementRecord`."""

    id: str
    call_id: str = ""
    side: str = ""
    person_name: str = ""
    profiles: tuple[str, ...] = ()
    recordings: tuple[str, ...] = ()
    judged: JudgedClaim | None = None


def subject_of(untrusted_id: str) -> Subject:
    """The subject that is meant.

    Raises:
        WrongUsage: there is none, or several.
    """
    wanted = untrusted_id.strip()
    for one in judgements.all_judgements():
        if one.subject == wanted:  # even if nothing has this id any more
            return _as_judged(one)
    if PAIR_OF_PROFILES in wanted:
        return _profile_pair(wanted)
    if wanted.startswith(CLAIM):
        return _claim(wanted)
    if wanted.startswith("voice"):
        return _voice_pair(wanted)
    return _attribution(wanted)


def _as_judged(one: JudgementRecord) -> Subject:
    return Subject(
        id=one.subject,
        call_id=one.call_id,
        side=one.side,
        person_name=one.person_name,
        profiles=one.profiles,
        recordings=one.recordings,
        judged=one.judged,
    )


def _claim(wanted: str) -> Subject:
    """A claim. Where it was judged under an earlier id, that id goes on: it was extracted anew."""
    located = claim_named(wanted)
    for record in judgements.judgements_in_force():
        if record.judged is not None and same_claim(record.subject, record.judged, [located]):
            return _as_judged(record)
    own = recordings_behind(located)
    return Subject(id=located.id, recordings=own, judged=judged_claim(located))


def _attribution(wanted: str) -> Subject:
    digits = wanted.removeprefix(ATTRIBUTION)
    found = attributions_beginning(wanted)
    if len(digits) < SHORTEST or len(found) != 1:
        fits = "nothing" if not found else f"{len(found)} attributions"
        raise WrongUsage(
            f"{wanted!r} fits {fits} to judge.",
            remedy="Give the id of an attribution (`earwitness attributions` lists them) or of a "
            "claim (`earwitness claims --json`), or two profiles, SOURCE:ID=SOURCE:ID, or two "
            "voices, VOICE+VOICE.",
        )
    return speaker_subject(found[0])


def speaker_subject(one: Attribution) -> Subject:
    """An attribution as a subject. Where the same person was judged in the same place under an
    earlier id, that id goes on: sources were added since."""
    now = Subject(
        id=one.id,
        call_id=one.call_id,
        side=one.side,
        person_name=one.person_name,
        profiles=one.profiles,
        recordings=calls.recordings_of(one.call_id) or (),
    )
    for judged in judgements.judgements_in_force():
        same_place = (judged.call_id, judged.side) == (one.call_id, one.side)
        if same_place and judged.profiles and set(judged.profiles) <= set(one.profiles):
            return replace(now, id=judged.subject)
    return now


def _profile_pair(wanted: str) -> Subject:
    for left, right in _cuts(wanted):
        found = profiles.by_reference((left, right))
        if len(found) == 2:
            names = f"{found[left].name} = {found[right].name}"
            pair = tuple(sorted((left, right)))
            return Subject(id=profile_pair_id(left, right), person_name=names, profiles=pair)
    raise WrongUsage(
        f"{wanted!r} does not name two profiles of this case.",
        remedy="Join two different references by =, as SOURCE:ID=SOURCE:ID; "
        "`earwitness attributions --json` shows them under `profiles`. Put quotes around.",
    )


def _cuts(wanted: str) -> Iterator[tuple[str, str]]:
    """Both sides of every sign that may join: it may stand within a reference, too."""
    for position, letter in enumerate(wanted):
        if letter == PAIR_OF_PROFILES:
            yield wanted[:position].strip(), wanted[position + 1 :].strip()


def _voice_pair(wanted: str) -> Subject:
    pair = voices_of_pair(wanted)
    heard_in = dict(_voices()) if pair else {}
    if pair is None or not set(pair) <= set(heard_in):
        raise WrongUsage(
            f"{wanted!r} does not name two voices of this case.",
            remedy="Join two different ids of voices by +, as VOICE+VOICE; "
            "`earwitness voices --json` shows them. A group as a whole is not judged: say which "
            "two belong together, or do not. Voices that were told apart anew have other ids.",
        )
    recordings = tuple(sorted({heard_in[voice] for voice in pair}))
    return Subject(id=voice_pair_id(*pair), recordings=recordings)


def _voices() -> Iterator[tuple[str, str]]:
    """(id, SHA-256 of its recording) of every voice that was told apart."""
    told = results.digests("voices")
    for sha256, output in results.outputs("voices"):
        for voice in from_json(output, Voices).voices:
            yield voice_id(sha256, voice.speaker_label, told[sha256]), sha256
