"""Keeping the list of calls up to date: what changed is listed anew, as far as there is time."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from earwitness.app.hard_reasons import Reasons, reasons_of
from earwitness.pipeline.leading import leading_turns
from earwitness.records.attribution import Judgement
from earwitness.records.call_listing import CallState, Facet, FacetKind, ListedCall, Standing
from earwitness.records.errors import CaseUnusable
from earwitness.records.speaker_listing import ListedCandidate, ListedVoice
from earwitness.runtime.runner import Workplace
from earwitness.runtime.store import (
    call_listing,
    calls,
    results,
    transcript_versions,
    transcripts,
)
from earwitness.runtime.store.chunks import in_chunks
from earwitness.runtime.store.connection import writing
from earwitness.runtime.store.turns import patience

FORM = "3"
"""Raised with every change of what a line holds or is found by: the list is then made anew."""
AT_ONCE = 25
"""Calls whose results are in memory, and whose making keeps others from writing. Estimate."""
IN_A_REQUEST = 40
"""Calls that are listed anew while somebody waits for a page. Estimate."""
LEAST_PROBABILITY = 0.01
"""Candidates below are not listed as possible speakers. Estimate."""
LEADING_PROBABILITY = 0.5
"""From here on a candidate is likelier than all others together."""

Output = Any


def list_calls_anew(place: Workplace, limit: int | None = None) -> bool:
    """Bring the list up to date (at most `limit` calls of it); whether it is.

    Raises:
        CaseUnusable: the store cannot be written.
    """
    form = _form(place)
    if not call_listing.is_behind(form):
        return True
    with writing(place.folder.database):
        if call_listing.follow_ledger(form):
            call_listing.replace_voices([*_voices()])
    left = limit
    while made := _list_some_anew(place, AT_ONCE if left is None else min(AT_ONCE, left)):
        left = None if left is None else left - made
    return not call_listing.is_behind(form)


def list_calls_if_possible(place: Workplace) -> bool:
    """The same at the start of a desk: if the store cannot be written, the list stays as it is."""
    try:
        return list_calls_anew(place)
    except CaseUnusable:
        return False


def list_calls_in_passing(place: Workplace) -> bool:
    """The same for a few calls, and not at all where another command is writing just now."""
    try:
        with patience(0):
            return list_calls_anew(place, IN_A_REQUEST)
    except CaseUnusable:
        return False


def _list_some_anew(place: Workplace, most: int) -> int:
    """Read and write in one transaction: what others change meanwhile would be taken for listed."""
    if most < 1 or not call_listing.stale(1):
        return 0
    with writing(place.folder.database):
        wanted = call_listing.stale(most)
        listed = _listed(place, wanted)
        call_listing.replace(listed)
        call_listing.remove([*set(wanted).difference(one.id for one in listed)])
    return len(wanted)


def _form(place: Workplace) -> str:
    return f"{FORM} {place.settings.case.time_zone}"  # on which day a call is


def _listed(place: Workplace, call_ids: Sequence[str]) -> list[ListedCall]:
    """These calls as they are now; those that are no more are left out."""
    records = calls.bodies(call_ids)
    hashes = [sha256 for body in records.values() for sha256 in body["recordings"]]
    heard = _languages(hashes)
    said = dict(results.outputs("claims", hashes))
    decoded = results.digests("decode", hashes)
    hard = reasons_of(hashes)
    crossed = dict(results.outputs("cross", list(call_ids)))
    zone = ZoneInfo(place.settings.case.time_zone)
    return [
        _one(records[call_id], zone, heard, said, set(decoded), crossed.get(call_id, ()), hard)
        for call_id in call_ids
        if call_id in records
    ]


def _one(
    body: dict[str, Any],
    zone: ZoneInfo,
    heard: dict[str, list[str]],
    said: dict[str, Output],
    decoded: set[str],
    candidates: Sequence[dict[str, Any]],
    hard: dict[str, Reasons],
) -> ListedCall:
    own = body["recordings"]
    start = datetime.fromisoformat(body["started_at"]) if body["started_at"] else None
    claims = [claim for sha256 in own for claim in said.get(sha256, {}).get("claims", ())]
    marks = [mark for sha256 in own for mark in said.get(sha256, {}).get("themes", ())]
    languages = [language for sha256 in own for language in heard.get(sha256, ())]
    facets = [
        *_plain(FacetKind.LINE, filter(None, (body["caller"], body["called"]))),
        *_persons(candidates),
        *_plain(FacetKind.THEME, (one["value"] for one in marks if one["kind"] == "theme")),
        *_plain(FacetKind.UNIT, filter(None, map(_unit, claims))),
        *_plain(FacetKind.LANGUAGE, filter(None, languages)),
        *_plain(FacetKind.COVER, (one.value for sha256 in own for one in hard.get(sha256, ()))),
    ]
    return ListedCall(
        id=body["id"],
        started_at=start,
        day=start.astimezone(zone).date() if start else None,
        caller=body["caller"] or body["untrusted_caller"],
        called=body["called"] or body["untrusted_called"],
        duration_ms=body["duration_ms"],
        state=_state(own, heard, decoded),
        recordings=len(own),
        turns=len(languages),
        claims=len(claims),
        facets=tuple(facets),
        candidates=tuple(_candidates(candidates)),
    )


def _state(own: Sequence[str], heard: dict[str, list[str]], decoded: set[str]) -> CallState:
    if not own:
        return CallState.LISTED
    if any(sha256 in heard for sha256 in own):
        return CallState.HEARD
    return CallState.DECODED if any(sha256 in decoded for sha256 in own) else CallState.SEALED


def _unit(claim: dict[str, Any]) -> str:
    return str(claim.get("unit_in_context") or claim["claim"].get("unit") or "")


def _plain(kind: FacetKind, values: Iterable[str]) -> Iterator[Facet]:
    for value in dict.fromkeys(values):
        yield Facet(kind=kind, value=value, label=value)


def _persons(candidates: Iterable[dict[str, Any]]) -> Iterator[Facet]:
    """Who may speak, each once, with the best that is known of them."""
    found: dict[str, Facet] = {}
    order = list(Standing)
    for one in candidates:
        standing = standing_of(one)
        if one["person_id"] is None or standing is Standing.NONE:
            continue
        before = found.get(one["person_id"])
        if before is None or order.index(standing) < order.index(before.standing):
            found[one["person_id"]] = Facet(
                kind=FacetKind.PERSON,
                value=one["person_id"],
                label=one["person_name"],
                standing=standing,
            )
    yield from found.values()


def _candidates(candidates: Iterable[dict[str, Any]]) -> Iterator[ListedCandidate]:
    """Who may be which side: all but the improbable about whom nobody decided."""
    for one in candidates:
        judgement = Judgement(one["judgement"])
        is_person = one["person_id"] is not None
        unlikely = one["probability"] < LEAST_PROBABILITY and judgement is Judgement.NONE
        if is_person and unlikely:
            continue
        yield ListedCandidate(
            call_id=one["call_id"],
            side=one["side"],
            speaker_label=one["speaker_label"],
            line=one["line"] or "",
            attribution=one["id"],
            person=one["person_id"] or "",
            name=one["person_name"],
            probability=one["probability"],
            judgement=judgement,
            profiles=tuple(one["profiles"]),
        )


def standing_of(candidate: dict[str, Any]) -> Standing:
    """How sure it is that a candidate of `cross` is the speaker; NONE: not worth a word."""
    if candidate["judgement"] == Judgement.POSITIVE:
        return Standing.CONFIRMED
    if candidate["judgement"] == Judgement.NEGATIVE:
        return Standing.NONE
    if candidate["probability"] >= LEADING_PROBABILITY:
        return Standing.LIKELY
    return Standing.POSSIBLE if candidate["probability"] >= LEAST_PROBABILITY else Standing.NONE


def _languages(hashes: Sequence[str]) -> dict[str, list[str]]:
    """The language of each turn that leads, by recording; of recordings that have a transcript.
    Only what people edited is read as turns: the rest has megabytes of words."""
    edited = [*transcript_versions.digests(hashes)]
    found: dict[str, list[str]] = {}
    for sha256, output in results.outputs("turns", hashes):
        found[sha256] = [turn["language"] for turn in output]
    for sha256, transcript in transcripts.leading(hashes).items():
        found[sha256] = [turn.language for turn in transcript.turns]
    for one in leading_turns(edited):
        found[one.sha256] = [turn.language for turn in one.turns]
    return found


def _voices() -> Iterator[ListedVoice]:
    """Every voice that was found in several recordings. A call is found by what the recording
    belongs to now."""
    output = results.output(call_listing.OF_VOICES, "case")
    groups: dict[str, list[tuple[str, Output]]] = defaultdict(list)
    for grouping in output["groupings"] if output else ():
        for group in grouping["groups"]:
            for member in group["members"]:
                groups[member["sha256"]].append((group["id"], member))
    for part in in_chunks(sorted(groups)):
        for sha256, call_id in calls.call_ids(part).items():
            for group_id, member in groups[sha256]:
                yield ListedVoice(
                    group=group_id,
                    voice=member["id"],
                    call_id=call_id,
                    sha256=sha256,
                    speaker_label=member["speaker"]["speaker_label"],
                    speech_ms=member["speech_ms"],
                )
