"""Addresses of one call and its recordings."""

from django.urls import path

from earwitness.desk.call import converters, page_views, sound_views

converters.register()

urlpatterns = [
    path("calls/<call:call_id>/", page_views.call, name="call"),
    path("calls/<call:call_id>/uncover", page_views.uncover, name="uncover_call"),
    path("recordings/<sha256:sha256>/sound", sound_views.sound, name="sound"),
    path("recordings/<sha256:sha256>/heights", sound_views.heights, name="heights"),
    path("recordings/<sha256:sha256>/turns", page_views.turns, name="turns"),
]
