"""The preview of a release: a page of the desk, and in a frame the page that readers would see."""

import mimetypes

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from earwitness.desk.access.traces import opened, played
from earwitness.desk.acting import place_of
from earwitness.desk.byte_ranges import AT_MOST, NotSatisfiable, asked_range
from earwitness.desk.middleware import POLICY
from earwitness.desk.releases import making
from earwitness.desk.releases.people import words_of
from earwitness.desk.releases.preview import make_preview, preview_file
from earwitness.desk.releases.reach import release_or_404
from earwitness.desk.roles import Right, needs
from earwitness.publication.publishers.html.pages import content_policy
from earwitness.records.errors import EarwitnessError
from earwitness.records.release import AudioChoice

WITH_FRAME = f"{POLICY}; frame-src 'self'"
IN_FRAME = (
    f"{content_policy().replace(' file:', '')}; frame-ancestors 'self'; sandbox allow-scripts"
)
"""As the page itself says, and that only the desk may show it, without an origin of its own."""
TYPES = {
    ".html": "text/html; charset=utf-8",
    ".vtt": "text/vtt; charset=utf-8",
    ".mp3": "audio/mpeg",
}


@needs(Right.LISTEN)
@require_GET
def preview(request: HttpRequest, name: str) -> HttpResponse:
    """Make the page of the draft, and show it in a frame."""
    draft = release_or_404(request, name)
    opened(request, name, "release")
    said = {"tab": "preview", "draft": draft, "token": "", "problem": ""}
    try:
        said["token"] = make_preview(place_of(request), making.tools(), draft).token
    except EarwitnessError as error:
        said["problem"] = words_of(error)
    else:
        for clip in draft.clips:
            if clip.audio is not AudioChoice.NONE and not clip.withdrawn:
                played(request, clip.sha256)
    response = render(request, "releases/preview.html", said)
    response.headers["Content-Security-Policy"] = WITH_FRAME
    return response


@needs(Right.NOBODY)
@require_GET
def file(request: HttpRequest, preview: str, name: str) -> HttpResponse:
    """One file of a preview. The frame is sandboxed and sends no cookie: who has the address, which
    cannot be guessed and holds for half an hour, was shown the page."""
    data = preview_file(preview, name)
    if data is None:
        gone = _("This preview is not kept any more. Load the page anew.")
        response = HttpResponse(gone, status=404, content_type="text/plain; charset=utf-8")
    else:
        response = _bytes(request, data, _type(name))
    response.headers["Content-Security-Policy"] = IN_FRAME
    response.headers["Accept-Ranges"] = "bytes"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    response.headers["Access-Control-Allow-Origin"] = "null"
    return response


def _bytes(request: HttpRequest, data: bytes, kind: str) -> HttpResponse:
    try:
        asked = asked_range(request.headers.get("Range", ""), len(data), at_most=AT_MOST)
    except NotSatisfiable:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{len(data)}"})
    if asked is None:
        return HttpResponse(data, content_type=kind)
    part = HttpResponse(data[asked.first : asked.last + 1], status=206, content_type=kind)
    part.headers["Content-Range"] = f"bytes {asked.first}-{asked.last}/{len(data)}"
    return part


def _type(name: str) -> str:
    ending = name[name.rfind(".") :]
    return TYPES.get(ending) or mimetypes.guess_type(name)[0] or "application/octet-stream"
