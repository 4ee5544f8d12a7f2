"""Addresses of one call and its recordings."""

from django.urls import path

from earwitness.desk.call import (
    comment_views,
    cover_views,
    edit_views,
    exposure,
    page_views,
    sound_views,
    tab_views,
)

_OF = "recordings/<sha256:sha256>"

urlpatterns = [
    path("uncover/", cover_views.uncover_here, name="uncover"),
    path("calls/<call:call_id>/", page_views.call, name="call"),
    path("calls/<call:call_id>/uncover", page_views.uncover, name="uncover_call"),
    path("calls/<call:call_id>/custody/", tab_views.custody, name="call_custody"),
    path("calls/<call:call_id>/examination/", tab_views.examination, name="call_examination"),
    path("calls/<call:call_id>/declared/", tab_views.declared, name="call_declared"),
    path("calls/<call:call_id>/copies/", tab_views.copies, name="call_copies"),
    path("calls/<call:call_id>/versions/", tab_views.versions, name="call_versions"),
    path("calls/<call:call_id>/mute", exposure.mute, name="mute"),
    path(f"{_OF}/sound", sound_views.sound, name="sound"),
    path(f"{_OF}/heights", sound_views.heights, name="heights"),
    path(f"{_OF}/heard", exposure.heard, name="heard"),
    path(f"{_OF}/turns", page_views.turns, name="turns"),
    path(f"{_OF}/write", edit_views.write, name="write_turn"),
    path(f"{_OF}/save", edit_views.save, name="save_turn"),
    path(f"{_OF}/change-turns", edit_views.change_turns, name="change_turns"),
    path(f"{_OF}/take-back", edit_views.take_back, name="take_back"),
    path(f"{_OF}/unsaved", edit_views.keep_unsaved, name="keep_unsaved"),
    path(f"{_OF}/history", edit_views.history, name="turn_history"),
    path(f"{_OF}/comments", comment_views.listed, name="comments"),
    path(f"{_OF}/comments/new", comment_views.add, name="comment"),
    path(f"{_OF}/comments/<str:comment_id>", comment_views.answer, name="answer_comment"),
]
