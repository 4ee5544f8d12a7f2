"""Addresses of what is said."""

from django.urls import path

from earwitness.desk.findings import (
    board_views,
    claim_views,
    contrast_views,
    day_views,
    loss_views,
    place_views,
)

_CLAIM = "findings/claims/<slug:claim_id>"

urlpatterns = [
    path("findings/", board_views.findings, name="findings"),
    path("findings/losses/", loss_views.losses, name="losses"),
    path("findings/losses/file/", loss_views.download, name="losses_file"),
    path("findings/contrast/", contrast_views.contrast, name="contrast"),
    path("findings/days/", day_views.days, name="days"),
    path("findings/places/", place_views.places, name="places"),
    path(f"{_CLAIM}/", claim_views.claim, name="claim"),
    path(f"{_CLAIM}/judge/", claim_views.judge, name="judge_claim"),
    path(f"{_CLAIM}/grade/", claim_views.grade, name="grade_claim"),
]
