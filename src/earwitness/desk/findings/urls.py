"""Addresses of what is said."""

from django.urls import path

from earwitness.desk.findings import board_views, claim_views

_CLAIM = "findings/claims/<slug:claim_id>"

urlpatterns = [
    path("findings/", board_views.findings, name="findings"),
    path(f"{_CLAIM}/", claim_views.claim, name="claim"),
    path(f"{_CLAIM}/judge/", claim_views.judge, name="judge_claim"),
    path(f"{_CLAIM}/grade/", claim_views.grade, name="grade_claim"),
]
