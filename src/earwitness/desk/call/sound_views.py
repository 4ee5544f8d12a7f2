"""The sound of a recording, for the browser's own player, and the outline of it."""

from pathlib import Path

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_safe

from earwitness.app.outlines import MOST_POINTS, outline
from earwitness.desk.access.limits import limited_opening
from earwitness.desk.access.need_to_know import recording_or_404
from earwitness.desk.access.traces import played
from earwitness.desk.acting import place_of
from earwitness.desk.asking import whole_number
from earwitness.desk.byte_ranges import AT_MOST, NotSatisfiable, asked_range
from earwitness.desk.playing import is_kept_silent
from earwitness.desk.roles import Right, needs

TYPE = "audio/wav"


@needs(Right.LISTEN)
@limited_opening("sha256")
@require_safe
def sound(request: HttpRequest, sha256: str) -> HttpResponseBase:
    """The working copy (PCM WAV), whole or a range of it. Never kept by the browser."""
    recording_or_404(request, sha256)
    if is_kept_silent(request, sha256):
        return HttpResponse(_("You asked not to be offered such sound."), status=403)
    path = place_of(request).folder.audio(sha256)
    try:
        known = path.stat()
    except OSError as error:
        raise Http404 from error
    tag = f'"{sha256[:16]}-{known.st_size:x}-{known.st_mtime_ns:x}"'
    if request.method == "GET":
        played(request, sha256)
    response = _bytes(request, path, known.st_size, tag)
    response.headers["Accept-Ranges"] = "bytes"
    response.headers["ETag"] = tag
    return response


def _bytes(request: HttpRequest, path: Path, size: int, tag: str) -> HttpResponseBase:
    """As RFC 9110, section 14.2: ranges of GET only, and only of the file that is meant."""
    header = request.headers.get("Range", "")
    fits = request.headers.get("If-Range", tag) == tag
    try:
        asked = asked_range(header, size, at_most=AT_MOST) if fits else None
    except NotSatisfiable:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    if asked is None or request.method != "GET":
        return FileResponse(path.open("rb"), content_type=TYPE)
    with path.open("rb") as file:
        file.seek(asked.first)
        body = file.read(len(asked))
    response = HttpResponse(body, status=206, content_type=TYPE)
    response.headers["Content-Range"] = f"bytes {asked.first}-{asked.last}/{size}"
    return response


@needs(Right.LISTEN)
@require_GET
def heights(request: HttpRequest, sha256: str) -> HttpResponse:
    """The outline of a span (`from`, `to` in ms) in so many `points`, channel by channel."""
    recording_or_404(request, sha256)
    start, end, points = (
        whole_number(request.GET.get(name, "")) for name in ("from", "to", "points")
    )
    drawn = outline(
        place_of(request),
        sha256,
        start_ms=start or 0,
        end_ms=end,
        points=min(points or MOST_POINTS, MOST_POINTS),
    )
    told = {
        "from_ms": drawn.start_ms,
        "to_ms": drawn.end_ms,
        "duration_ms": drawn.duration_ms,
        "channels": [[int(one) for one in channel] for channel in drawn.channels],
    }
    return JsonResponse(told, json_dumps_params={"separators": (",", ":")})
