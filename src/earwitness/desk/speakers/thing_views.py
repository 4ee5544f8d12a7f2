"""Who speaks on a line, where a person may speak, and what a profile says."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from earwitness.app.call_listing import list_calls_in_passing
from earwitness.app.line_pages import sources_of_line
from earwitness.app.neighbours import neighbours
from earwitness.app.speaker_pages import profiles_named
from earwitness.desk.access.need_to_know import (
    hidden_persons,
    hidden_profiles,
    may_see_person,
)
from earwitness.desk.access.reach import reach_of
from earwitness.desk.access.traces import opened
from earwitness.desk.acting import place_of, zone_of
from earwitness.desk.paging import page_address, wanted_page
from earwitness.desk.roles import Right, needs
from earwitness.desk.speakers.graph_view import list_of_near
from earwitness.desk.speakers.lines import page_of
from earwitness.desk.speakers.wording import ANSWERS
from earwitness.records.neighbours import NearKind
from earwitness.records.speaker_listing import SpeakerFilter
from earwitness.runtime.store import listed_speakers


@needs(Right.READ)
@require_GET
def line(request: HttpRequest, line: str) -> HttpResponse:
    """A line: who may speak on it, in which calls, and what the sources say of it."""
    return _thing(request, NearKind.LINE, line, SpeakerFilter(line=line), "speakers/line.html")


@needs(Right.READ)
@require_GET
def sources(request: HttpRequest, line: str) -> HttpResponse:
    """What the sources say of a line, as a fragment: found, absent and not checked apart."""
    found = sources_of_line(place_of(request), line)
    unseen = hidden_profiles(request)
    answers = [
        {
            "answer": one.answer.value,
            "words": ANSWERS[one.answer],
            "source": one.source,
            "profiles": [own for own in one.profiles if own.reference not in unseen],
        }
        for one in found or ()
        # A source whose only profiles of the line are hidden would tell that there are some.
        if not one.profiles or any(own.reference not in unseen for own in one.profiles)
    ]
    shown = {"made": found is not None, "answers": answers}
    return render(request, "speakers/_sources.html", shown)


@needs(Right.READ)
@require_GET
def person(request: HttpRequest, person: str) -> HttpResponse:
    """A person of the sources: the calls in which they may speak, and their profiles."""
    if not may_see_person(request, person):
        raise Http404
    opened(request, person, "person")
    filter_ = SpeakerFilter(person=person)
    return _thing(request, NearKind.PERSON, person, filter_, "speakers/person.html")


@needs(Right.READ)
@require_GET
def profile(request: HttpRequest) -> HttpResponse:
    """An entry of a source, as it was read there; and where it makes somebody a candidate."""
    wanted = request.GET.get("reference", "")[:400]
    if wanted in hidden_profiles(request):
        raise Http404
    found = profiles_named([wanted]).get(wanted)
    if found is None:
        raise Http404
    place, reach = place_of(request), reach_of(request)
    number = wanted_page(request.GET.get("page", ""))
    shown = {
        "profile": found[0],
        "source": found[1],
        "page": page_of(SpeakerFilter(profile=wanted), number, reach, zone_of(place)),
        "persons": listed_speakers.persons_of_profile(wanted, reach),
        "reference": wanted,
    }
    opened(request, wanted, "profile")
    return render(request, "speakers/profile.html", shown)


def _thing(
    request: HttpRequest, kind: NearKind, key: str, wanted: SpeakerFilter, template: str
) -> HttpResponse:
    place, reach = place_of(request), reach_of(request)
    is_new = list_calls_in_passing(place)
    found = neighbours(kind, key, reach)
    if found is None:
        raise Http404
    number = wanted_page(request.GET.get("page", ""))
    page = page_of(wanted, number, reach, zone_of(place))
    own = listed_speakers.profiles_of_person(key, reach) if kind is NearKind.PERSON else ()
    unseen = hidden_profiles(request)
    shown = {
        "found": found,
        "near": list_of_near(found),
        "page": page,
        "is_new": is_new,
        "zone": place.settings.case.time_zone,
        "graph": f"{reverse('speaker_graph')}?kind={kind.value}&key={key.replace('+', '%2B')}",
        **page.beside(page_address),
        "profiles": profiles_named([one for one in own if one not in unseen]),
        "hides": bool(hidden_persons(request)),
    }
    return render(request, template, shown)
