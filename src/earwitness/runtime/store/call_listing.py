"""The projection by which calls are listed: it follows the ledger, and is never a second truth.

Every observation appends to the ledger in its own transaction. So what happened since the entry
that was followed last says which calls have changed; these are marked stale, and made anew by
whoever has the time (`app.call_listing`).
"""

from collections.abc import Iterable, Sequence
from hashlib import sha256

from django.db.models import QuerySet

from earwitness.records.acts import FORGET, LEADS, MADE
from earwitness.records.call_listing import FacetKind, ListedCall
from earwitness.records.speaker_listing import ListedVoice
from earwitness.runtime.store import listed_speakers
from earwitness.runtime.store.as_written import text_of
from earwitness.runtime.store.chunks import in_chunks
from earwitness.runtime.store.listing_models import (
    PROJECTIONS,
    CallFacetRow,
    ListedCallRow,
    ListingStateRow,
)
from earwitness.runtime.store.models import CallRecordingRow, CallRow, LedgerRow

OF_RECORDINGS = ("decode", "turns", "claims", "second_claims", "translate")
"""Stages whose results of a recording are shown in the list, or say that it is hard to bear."""
OF_CALLS = ("cross",)
OF_VOICES = "voice_groups"
ALL_CALLS = ("calls", FORGET)
"""Acts after which any call may be new, gone, or another."""
OTHERS_OF_RECORDINGS = ("intake", "transcript", "edit")
FOLLOWED = (
    *ALL_CALLS,
    *OTHERS_OF_RECORDINGS,
    *(act + stage for act in (MADE, LEADS) for stage in (*OF_RECORDINGS, *OF_CALLS, OF_VOICES)),
)
"""Acts that change what is listed; others (that somebody looked, or exported) do not."""
ALSO_OF_TEXTS = tuple(f"{act}compare" for act in (MADE, LEADS))
"""Acts that change what is doubted in texts, and no line of the list."""


def is_behind(form: str) -> bool:
    """Whether something happened since the listing was made, or another form of it is wanted."""
    state = ListingStateRow.objects.first()
    if state is None or state.form != form or state.sequence > _head():
        return True
    since = LedgerRow.objects.filter(sequence__gt=state.sequence, action__in=FOLLOWED)
    return since.exists() or _lacks_some() or ListedCallRow.objects.filter(is_stale=True).exists()


def mark() -> str:
    """Another as soon as anything is listed otherwise: the entry that was followed last, by its
    hash, and how many calls are stale."""
    state = ListingStateRow.objects.first()
    if state is None:
        return ""
    followed = LedgerRow.objects.filter(sequence=state.sequence).values_list("hash", flat=True)
    stale_calls = ListedCallRow.objects.filter(is_stale=True).count()
    return f"{state.form} {followed.first()} {stale_calls}"


def newest_change() -> str:
    """Another as soon as anything happened after which calls or their texts may be others, whether
    they were listed since or not; not after somebody looked, or judged a claim."""
    state = ListingStateRow.objects.first()
    since = LedgerRow.objects.filter(
        sequence__gt=state.sequence if state else 0, action__in=(*FOLLOWED, *ALSO_OF_TEXTS)
    )
    last = since.order_by("-sequence").values_list("hash", flat=True).first()
    return f"{mark()} {last}"


def follow_ledger(form: str) -> bool:
    """Mark what has changed since the ledger was followed last; whether voices have to be read
    anew. Must stand inside a transaction."""
    head, state = _head(), ListingStateRow.objects.first()
    if state is None or state.form != form or state.sequence > head:
        clear()
        state = ListingStateRow(form=form)
    acts = LedgerRow.objects.filter(sequence__gt=state.sequence, sequence__lte=head)
    was_empty = state.sequence == 0
    state.sequence = head
    state.save()
    if was_empty or _lacks_some() or acts.filter(action__in=ALL_CALLS).exists():
        _compare_calls()
    if was_empty:
        return True
    _mark_touched(acts)
    voices = [f"{MADE}{OF_VOICES}", f"{LEADS}{OF_VOICES}", FORGET]
    return acts.filter(action__in=voices).exists()


def stale(limit: int) -> list[str]:
    """Ids of calls that have to be listed anew."""
    rows = ListedCallRow.objects.filter(is_stale=True).order_by("call_id")
    return list(rows.values_list("call_id", flat=True)[:limit])


def replace(listed: Sequence[ListedCall]) -> None:
    """Store these as they are now, with their facets and candidates, but without voices."""
    ids = [one.id for one in listed]
    for one in listed:
        ListedCallRow.objects.filter(call_id=one.id).update(
            started_at=one.started_at,
            day=one.day,
            caller=one.caller,
            called=one.called,
            duration_ms=one.duration_ms,
            state=one.state.value,
            recordings=one.recordings,
            turns=one.turns,
            claims=one.claims,
            is_stale=False,
        )
    CallFacetRow.objects.filter(call_id__in=ids).exclude(kind=FacetKind.VOICE.value).delete()
    _add_facets(listed)
    listed_speakers.replace(ids, [one for call in listed for one in call.candidates])


def replace_voices(listed: Sequence[ListedVoice]) -> None:
    """Let these voices of groups be the only ones."""
    listed_speakers.replace_voices(listed)
    pairs = {(one.call_id, one.group) for one in listed}
    CallFacetRow.objects.filter(kind=FacetKind.VOICE.value).delete()
    CallFacetRow.objects.bulk_create(
        (
            CallFacetRow(
                call_id=call_id, kind=FacetKind.VOICE.value, value=group, label=group, folded=group
            )
            for call_id, group in sorted(pairs)
        ),
        batch_size=500,
    )


def forget(call_ids: Sequence[str]) -> None:
    """Nothing of these calls may stay, nor of voices, which tell of every recording."""
    CallFacetRow.objects.filter(kind=FacetKind.VOICE.value).delete()
    listed_speakers.replace_voices(())
    remove(call_ids)


def remove(call_ids: Sequence[str]) -> None:
    """Take these calls off the list."""
    for chunk in in_chunks(call_ids):
        CallFacetRow.objects.filter(call_id__in=chunk).delete()
        listed_speakers.remove(chunk)
        ListedCallRow.objects.filter(call_id__in=chunk).delete()


def clear() -> None:
    """Throw the listing away; it is made anew."""
    for table in PROJECTIONS:
        table._default_manager.all().delete()


def _head() -> int:
    newest = LedgerRow.objects.order_by("-sequence").values_list("sequence", flat=True).first()
    return newest or 0


def _lacks_some() -> bool:
    return ListedCallRow.objects.count() != CallRow.objects.count()


def _compare_calls() -> None:
    """Mark calls that are new or whose record is another, and remove those that are gone."""
    known = dict(ListedCallRow.objects.values_list("call_id", "call_digest"))
    fresh: list[ListedCallRow] = []
    changed: list[tuple[str, str]] = []
    for call_id, text in CallRow.objects.values_list("id", text_of("body")).iterator():
        own = sha256(str(text).encode()).hexdigest()
        before = known.pop(call_id, None)
        if before is None:
            fresh.append(ListedCallRow(call_id=call_id, call_digest=own))
        elif before != own:
            changed.append((call_id, own))
    remove(list(known))
    ListedCallRow.objects.bulk_create(fresh, batch_size=500)
    for call_id, own in changed:
        ListedCallRow.objects.filter(call_id=call_id).update(is_stale=True, call_digest=own)


def _mark_touched(acts: "QuerySet[LedgerRow]") -> None:
    of_calls = [f"{act}{stage}" for act in (MADE, LEADS) for stage in OF_CALLS]
    of_recordings = [f"{act}{stage}" for act in (MADE, LEADS) for stage in OF_RECORDINGS]
    touched = _subjects(acts, of_calls)
    hashes = _subjects(acts, [*of_recordings, *OTHERS_OF_RECORDINGS])
    for chunk in in_chunks(sorted(hashes)):
        own = CallRecordingRow.objects.filter(sha256__in=chunk)
        touched.update(own.values_list("call_id", flat=True))
    for chunk in in_chunks(sorted(touched)):
        ListedCallRow.objects.filter(call_id__in=chunk).update(is_stale=True)


def _subjects(acts: "QuerySet[LedgerRow]", actions: Sequence[str]) -> set[str]:
    rows = acts.filter(action__in=actions)
    return set(rows.values_list("subject", flat=True))


def _add_facets(listed: Iterable[ListedCall]) -> None:
    CallFacetRow.objects.bulk_create(
        (
            CallFacetRow(
                call_id=one.id,
                kind=facet.kind.value,
                value=facet.value,
                label=facet.label,
                folded=facet.label.casefold(),
                standing=facet.standing.value,
            )
            for one in listed
            for facet in one.facets
        ),
        batch_size=500,
    )
