"""Searching what is said: results with the words marked, and a button that plays them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from earwitness.app.meaning_search import can_search_by_meaning
from earwitness.app.searching import Found, search_by_meaning, search_said
from earwitness.desk.access.limits import limited_listing
from earwitness.desk.access.reach import reach_of
from earwitness.desk.acting import may, place_of, zone_of
from earwitness.desk.asking import wants_part
from earwitness.desk.calls.addresses import chips
from earwitness.desk.calls.asking import read_address
from earwitness.desk.covering import covered_for, hidden_on
from earwitness.desk.figures import length_text
from earwitness.desk.languages import language_of
from earwitness.desk.playing import is_muted
from earwitness.desk.roles import Right, needs
from earwitness.desk.speaker_names import speaker_name
from earwitness.records.call_listing import Standing
from earwitness.records.errors import CaseUnusable, EarwitnessError, WrongUsage
from earwitness.runtime.search.marking import Span
from earwitness.runtime.store import listed_calls

LONGEST = 500
"""Letters of a query; a pasted page would find nothing. Estimate."""
BEFORE, LENGTH = 90, 320
"""Letters of a text before the first marked word, and in all. Estimate."""
MARGIN_MS = 300
"""Sound before the words, so that their beginning is not cut off. Estimate."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a text, marked or not."""

    text: str
    is_marked: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """One turn as it is shown. `sound` is the address of its recording, "" if none is offered."""

    found: Found
    day: str
    time: str
    at: str
    speaker: str
    is_sure: bool
    language: str
    text: Sequence[Piece]
    translation: Sequence[Piece]
    sound: str
    start: str
    end: str


@needs(Right.READ)
@limited_listing
@require_GET
def search(request: HttpRequest) -> HttpResponse:
    """What was found; for htmx the results alone."""
    place, asked, reach = place_of(request), read_address(request.GET), reach_of(request)
    untrusted_query = request.GET.get("q", "").strip()[:LONGEST]
    can_by_meaning = can_search_by_meaning(place)
    by_meaning = request.GET.get("by") == "meaning" and can_by_meaning
    shown = {
        "by_meaning": by_meaning,
        "can_by_meaning": can_by_meaning,
        "untrusted_query": untrusted_query,
        "asked": asked,
        "chips": [(chip.words, chip.without) for chip in chips(asked)],
        "filters": asked.address(),
    }
    if untrusted_query:
        rows = listed_calls.fitting(asked.filter, reach)
        try:
            find = search_by_meaning if by_meaning else search_said
            answer = find(place, untrusted_query, rows, reach)
            zone = zone_of(place)
            shown["answer"] = answer
            shown |= hidden_on(request, [one.call_id for one in answer.found])
            shown["results"] = [_result(request, one, zone) for one in answer.found]
        except (WrongUsage, CaseUnusable) as error:
            shown["error"] = _told(error)
    template = "calls/_results.html" if wants_part(request) else "calls/search.html"
    return render(request, template, shown)


def _told(error: EarwitnessError) -> EarwitnessError:
    """The folder of the index says nothing to who searches."""
    if isinstance(error, WrongUsage):
        return error
    return CaseUnusable(
        _("What is said cannot be searched yet."),
        remedy=_("It can once `earwitness process` has made the index."),
    )


def _result(request: HttpRequest, found: Found, zone: ZoneInfo) -> Result:
    at = found.said_at.astimezone(zone) if found.said_at else None
    return Result(
        found=found,
        day=f"{at:%Y-%m-%d}" if at else "",
        time=f"{at:%H:%M:%S}" if at else "",
        at=length_text(found.start_ms),
        speaker=found.speaker.name or speaker_name(found.speaker.label, ""),
        is_sure=found.speaker.standing is not Standing.LIKELY,
        language=language_of(found.text),
        text=[*pieces(found.text, found.text_marks)],
        translation=[*pieces(found.translation, found.translation_marks)],
        sound=_sound(request, found),
        start=f"{max(0, found.start_ms - MARGIN_MS) / 1000:.2f}",
        end=f"{(found.end_ms + MARGIN_MS) / 1000:.2f}",
    )


def _sound(request: HttpRequest, found: Found) -> str:
    """The address of the sound, if the person may listen, and wants to be offered it."""
    if not may(request, Right.LISTEN) or found.call_id in covered_for(request):
        return ""
    if is_muted(request) and covered_for(request).is_hard(found.call_id):
        return ""
    return reverse("sound", args=[found.sha256])


def pieces(text: str, marks: Sequence[Span]) -> Iterator[Piece]:
    """A text in pieces around its marks; a long one is cut to what surrounds the first."""
    first = max(0, marks[0][0] - BEFORE) if marks else 0
    if first:
        first = text.find(" ", first, marks[0][0]) + 1 or first
    last = min(len(text), first + LENGTH)
    done = first
    if first:
        yield Piece("… ")
    for start, end in marks:
        if start >= last or start < done:
            continue
        if start > done:
            yield Piece(text[done:start])
        yield Piece(text[start:end], True)
        done = end
    if done < last:
        yield Piece(text[done:last])
    if last < len(text):
        yield Piece(" …")
