"""What stands beside the texts of a call: custody, examination, declarations, copies, versions."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from earwitness.app.call_custody import copies_of, custody_of
from earwitness.app.declared import for_show
from earwitness.app.examinations import examinations
from earwitness.app.transcript_answers import history
from earwitness.app.translations import translation_versions
from earwitness.desk.access.need_to_know import call_or_404, may_hear
from earwitness.desk.access.traces import opened
from earwitness.desk.acting import place_of, zone_of
from earwitness.desk.call.head_view import HeadView, head_of
from earwitness.desk.roles import Right, needs
from earwitness.records.call import Call
from earwitness.records.examination import worth_in_words
from earwitness.runtime.store import calls

SHOWN_ENTRIES = 200
"""Entries of the ledger on the page, the newest; `earwitness ledger` shows all."""

Said = dict[str, Any]


@needs(Right.READ)
@require_GET
def custody(request: HttpRequest, call_id: str) -> HttpResponse:
    """Arrivals, hashes, deliveries, and the entries of the ledger."""
    return _tab(request, call_id, "custody", _custody)


def _custody(request: HttpRequest, call: Call, head: HeadView) -> Said:
    place = place_of(request)
    own = custody_of(place, head.sha256) if head.sha256 else None
    entries = own.entries if own else ()
    return {
        "own": own,
        "entries": entries[-SHOWN_ENTRIES:],
        "left_out": max(0, len(entries) - SHOWN_ENTRIES),
        "zone": zone_of(place),
    }


@needs(Right.READ)
@require_GET
def examination(request: HttpRequest, call_id: str) -> HttpResponse:
    """What the file and the sound show."""
    return _tab(request, call_id, "examination", _examination)


def _examination(request: HttpRequest, call: Call, head: HeadView) -> Said:
    found = examinations(place_of(request), [call]).get(head.sha256)
    seen = found.observations if found else ()
    return {
        "found": found,
        "hints": [(one, worth_in_words(one)) for one in seen if one.hint],
        "facts": [one for one in seen if not one.hint],
        "tags": found.file.tags if found and found.file else (),
    }


@needs(Right.READ)
@require_GET
def declared(request: HttpRequest, call_id: str) -> HttpResponse:
    """What lists, names and files declare, beside what was found."""
    return _tab(
        request, call_id, "declared", lambda asked, call, _: for_show(place_of(asked), call)
    )


@needs(Right.READ)
@require_GET
def copies(request: HttpRequest, call_id: str) -> HttpResponse:
    """Recordings of the same sound."""
    return _tab(request, call_id, "copies", _copies)


def _copies(request: HttpRequest, call: Call, head: HeadView) -> Said:
    found = copies_of(head.sha256)
    return {
        "looked": found.looked,
        "groups": [
            {
                "why": group.why,
                "members": [
                    _member(one, found.names, group.best)
                    for one in group.members
                    if may_hear(request, one)
                ],
            }
            for group in found.groups
        ],
        "parts": [
            _member(other, found.names, "")
            for pair in found.parts
            if may_hear(request, other := pair.second if pair.first == head.sha256 else pair.first)
        ],
    }


def _member(sha256: str, names: dict[str, str], best: str) -> Said:
    own = calls.ids_with_recording(sha256)
    return {
        "sha256": sha256,
        "name": names.get(sha256, ""),
        "call": own[0] if own else "",
        "is_best": sha256 == best,
    }


@needs(Right.READ)
@require_GET
def versions(request: HttpRequest, call_id: str) -> HttpResponse:
    """Who wrote in the transcript, and what translated it."""
    return _tab(request, call_id, "versions", _versions)


def _versions(request: HttpRequest, call: Call, head: HeadView) -> Said:
    if not head.sha256:
        return {}
    translated = [one for one in translation_versions(call) if one["sha256"] == head.sha256]
    return {"written": history(head.sha256)["versions"][::-1], "translated": translated}


def _tab(
    request: HttpRequest,
    call_id: str,
    name: str,
    told: Callable[[HttpRequest, Call, HeadView], Said],
) -> HttpResponse:
    call = call_or_404(request, call_id)
    asked = request.GET.get("recording", "")
    head = head_of(place_of(request), call, untrusted_recording=asked)
    said = told(request, call, head) if head.sha256 or name == "declared" else {}
    opened(request, call_id, "call")
    said |= {"head": head, "tab": name, "sha256": head.sha256}
    return render(request, f"call/{name}.html", said)
