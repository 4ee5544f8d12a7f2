"""One line for each request."""

import logging
import time
from collections.abc import Callable
from secrets import token_hex

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase, StreamingHttpResponse

from earwitness.desk.log.events import person, request_id, tell

Answer = Callable[[HttpRequest], HttpResponse]

METHODS = {"GET", "HEAD", "POST", "OPTIONS", "PUT", "PATCH", "DELETE"}
HEADER = "X-Request-Id"
ID_BYTES = 8
STATIC = "/static/"


def log_request(answer: Answer) -> Answer:
    """Tells the log of each request by the name of its route, never by its address: that holds ids
    and what people look for. What a client calls its request is not read; it is given an id of our
    own, which the answer carries."""

    def logged(request: HttpRequest) -> HttpResponse:
        began, own = time.perf_counter(), token_hex(ID_BYTES)
        tokens = request_id.set(own), person.set(0)
        try:
            response = answer(request)
            response.headers[HEADER] = own
            _tell(request, response, round((time.perf_counter() - began) * 1000))
        finally:
            request_id.reset(tokens[0])
            person.reset(tokens[1])
        return response

    return logged


def note_person(request: HttpRequest) -> None:
    """Let the lines of this request name the account that is logged in, by its key."""
    person.set(request.user.pk or 0)


def _tell(request: HttpRequest, response: HttpResponse, ms: int) -> None:
    known = request.method in METHODS
    tell(
        "request",
        _level(response.status_code),
        method=request.method if known else "other",
        route=_route(request),
        status=response.status_code,
        ms=ms,
        bytes=_length(response),
    )


def _level(status: int) -> int:
    return logging.ERROR if status >= 500 else logging.INFO


def _route(request: HttpRequest) -> str:
    """The name of the address in `urls`; none of what stands in it."""
    match = request.resolver_match
    if match is not None:
        return match.url_name or "unnamed"
    return "static" if request.path_info.startswith(STATIC) else "unknown"


def _length(response: HttpResponseBase) -> int | None:
    """In bytes; None: nobody knows before it is sent."""
    if (declared := response.headers.get("Content-Length", "")).isdigit():
        return int(declared)
    if isinstance(response, StreamingHttpResponse):
        return None
    return len(response.content) if isinstance(response, HttpResponse) else None
