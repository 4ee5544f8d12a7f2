"""Carrying a time-stamp query to an authority over HTTP (RFC 3161, section 3.4)."""

import queue
import threading
import urllib.error
import urllib.request
from http.client import HTTPException
from typing import IO
from urllib.parse import urlsplit

from earwitness.records.errors import EngineFailed, WrongUsage

MAX_ANSWER_BYTES = 1_000_000
"""Estimate: an answer with a chain of four certificates has about 8,000 bytes."""

TIMEOUT_SECONDS = 30.0
"""Estimate: authorities answer within a second or two."""

HEADERS = {
    "Content-Type": "application/timestamp-query",
    "Accept": "application/timestamp-reply",
}


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """A redirected query would go where the user did not send it."""

    def redirect_request(self, *_: object) -> None:
        return None


def ask_authority(url: str, query: bytes, *, timeout_s: float = TIMEOUT_SECONDS) -> bytes:
    """Post one DER query; the answer's bytes, at most `MAX_ANSWER_BYTES`.

    The whole exchange must end within `timeout_s`, however slowly the server drips. Redirects are
    not followed. A proxy named in the environment is used, as by every program.

    Raises:
        WrongUsage: not an http or https address.
        EngineFailed: no answer, another status than 200, too slow, or too large.
    """
    if urlsplit(url).scheme not in ("http", "https") or not urlsplit(url).hostname:
        raise WrongUsage(
            f"{url!r} is no address of an authority.", remedy="Give one like https://tsa.example/."
        )
    answers: queue.Queue[bytes | Exception] = queue.Queue()
    worker = threading.Thread(target=_post, args=(url, query, timeout_s, answers), daemon=True)
    worker.start()
    try:
        answer = answers.get(timeout=timeout_s)
    except queue.Empty:
        raise _failed(url, f"did not answer within {timeout_s:.0f} s") from None
    if isinstance(answer, Exception):
        raise _failed(url, _reason(answer)) from answer
    if len(answer) > MAX_ANSWER_BYTES:
        raise _failed(url, f"sent more than {MAX_ANSWER_BYTES} bytes")
    return answer


def _post(
    url: str, query: bytes, timeout_s: float, answers: "queue.Queue[bytes | Exception]"
) -> None:
    request = urllib.request.Request(url, data=query, headers=HEADERS, method="POST")
    opener = urllib.request.build_opener(_NoRedirect)
    try:
        with opener.open(request, timeout=timeout_s) as response:
            answers.put(_read(response))
    except Exception as error:  # handed over to whoever waits
        answers.put(error)


def _read(response: IO[bytes]) -> bytes:
    return response.read(MAX_ANSWER_BYTES + 1)


def _reason(error: Exception) -> str:
    if isinstance(error, urllib.error.HTTPError):
        return f"answered with HTTP status {error.code}"
    if isinstance(error, urllib.error.URLError):
        return f"cannot be reached ({error.reason})"
    if isinstance(error, HTTPException):
        return "answered something that is no HTTP"
    return f"broke off ({error})"


def _failed(url: str, how: str) -> EngineFailed:
    return EngineFailed(
        f"The authority at {url} {how}.",
        remedy="Nothing was stored. Try again, or carry the query by hand: `anchor --request`.",
    )
