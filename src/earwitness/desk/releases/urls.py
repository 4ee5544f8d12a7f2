"""Addresses of releases."""

from django.urls import path

from earwitness.desk.converters import register
from earwitness.desk.releases import (
    choosing_views,
    clip_views,
    cover_views,
    edition_views,
    list_views,
    objection_views,
    preview_views,
    publishing_views,
    release_views,
)
from earwitness.desk.releases.converters import ClipId, PackageFile, PreviewToken, ReleaseName

register(release=ReleaseName, clip=ClipId, previewtoken=PreviewToken, packagefile=PackageFile)

_OF = "releases/<release:name>"
_CLIP = f"{_OF}/clips/<clip:clip_id>"
_OBJECTION = f"{_CLIP}/objections/<slug:objection>"

urlpatterns = [
    path("releases/", list_views.releases, name="releases"),
    path("new-release", list_views.new, name="new_release"),
    path("calls/<call:call_id>/choose/", choosing_views.choose, name="choose_from_call"),
    path(f"{_OF}/", release_views.release, name="release"),
    path(f"{_OF}/missing/", release_views.missing, name="release_missing"),
    path(f"{_OF}/say", release_views.say, name="release_say"),
    path(f"{_OF}/order", release_views.order, name="release_order"),
    path(f"{_OF}/preview/", preview_views.preview, name="release_preview"),
    path(
        "preview/<previewtoken:preview>/<packagefile:name>", preview_views.file, name="preview_file"
    ),
    path(f"{_OF}/edition/", edition_views.edition, name="release_edition"),
    path(f"{_OF}/work", edition_views.state, name="release_work"),
    path(f"{_OF}/build", edition_views.build, name="release_build"),
    path(f"{_OF}/look", edition_views.look, name="release_look"),
    path(f"{_OF}/waive", edition_views.waive, name="release_waive"),
    path(f"{_OF}/sign", edition_views.sign, name="release_sign"),
    path(f"{_OF}/publish", publishing_views.publish, name="release_publish"),
    path(f"{_OF}/download", publishing_views.download, name="release_download"),
    path(f"{_OF}/withdraw", publishing_views.withdraw, name="release_withdraw"),
    path(f"{_CLIP}/", clip_views.clip, name="release_clip"),
    path(f"{_CLIP}/uncover", clip_views.uncover, name="release_clip_uncover"),
    path(f"{_CLIP}/piece", clip_views.piece, name="release_piece"),
    path(f"{_CLIP}/rename", clip_views.rename, name="release_rename"),
    path(f"{_CLIP}/read", clip_views.read, name="release_read"),
    path(f"{_CLIP}/drop", release_views.drop, name="release_drop"),
    path(f"{_CLIP}/cover", cover_views.cover, name="release_cover"),
    path(f"{_CLIP}/uncover-span", cover_views.uncover, name="release_uncover"),
    path(f"{_CLIP}/suggestions/", cover_views.suggestions, name="release_suggestions"),
    path(f"{_CLIP}/decide", cover_views.decide, name="release_decide"),
    path(f"{_CLIP}/correct", publishing_views.correct, name="release_correct"),
    path(f"{_CLIP}/withdraw", publishing_views.withdraw_clip, name="release_withdraw_clip"),
    path(f"{_CLIP}/object", objection_views.object_to, name="release_object"),
    path(f"{_OBJECTION}/answer", objection_views.answer, name="release_answer"),
    path(f"{_OBJECTION}/take-back", objection_views.take_back, name="release_take_back"),
    *(
        path(f"{_CLIP}/{what}", clip_views.change, {"what": what}, name=f"release_{what}")
        for what in clip_views.ACTS
    ),
]
