"""Addresses of who speaks."""

from django.urls import path

from earwitness.desk.converters import register
from earwitness.desk.speakers import (
    graph_views,
    judging_views,
    list_views,
    speaker_views,
    thing_views,
    voice_views,
)
from earwitness.desk.speakers.converters import GroupId, Line, PersonId, Side, Token

register(side=Side, line=Line, person=PersonId, group=GroupId, token=Token)

urlpatterns = [
    path("speakers/", list_views.speakers, name="speakers"),
    path("speakers/graph/", graph_views.graph, name="speaker_graph"),
    path("speakers/graph/near", graph_views.near, name="graph_near"),
    path("speakers/lines/<line:line>/", thing_views.line, name="speakers_of_line"),
    path("speakers/lines/<line:line>/sources", thing_views.sources, name="sources_of_line"),
    path("speakers/persons/<person:person>/", thing_views.person, name="person"),
    path("speakers/profiles/", thing_views.profile, name="profile"),
    path("speakers/voices/<group:group>/", voice_views.group, name="voice_group"),
    path("speakers/voices/compare/", voice_views.compare, name="compare_voices"),
    path("speakers/voices/judge", judging_views.judge_voices, name="judge_voices"),
    path("speakers/judging/<token:token>/", judging_views.judging, name="judging"),
    path("speakers/<call:call_id>/", speaker_views.speakers_of_call, name="speakers_of_call"),
    path("speakers/<call:call_id>/<side:side>/", speaker_views.speaker, name="speaker"),
    path(
        "speakers/<call:call_id>/<side:side>/judge",
        judging_views.judge_speaker,
        name="judge_speaker",
    ),
]
