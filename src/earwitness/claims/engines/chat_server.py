"""Asking a server that speaks the chat-completions protocol of OpenAI, on this machine or a trusted
one (llama.cpp, Ollama, vLLM and LM Studio serve it under `/v1/chat/completions`)."""

import ipaddress
import json
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from http.client import HTTPException, HTTPResponse
from typing import Any
from urllib.parse import SplitResult, urlsplit

from earwitness.records.errors import EngineFailed, WrongUsage

MAX_ANSWER_BYTES = 4_000_000
"""Estimate: twenty claims have about 20,000 bytes."""

LONGEST_SECONDS = 3_600
"""That one answer may take. Estimate."""

_PIECE_BYTES = 65_536


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """A redirected question would carry the transcript where nobody sent it."""

    def redirect_request(self, *_: object) -> None:
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatServer:
    """Where the server is (`url` as far as `/v1`), and how long one answer may take.

    `trusted_host` is the one host beside this machine that may read transcripts.
    """

    url: str
    model: str
    key: str = ""
    trusted_host: str = ""
    timeout_seconds: float = 120.0

    def __post_init__(self) -> None:
        """Refuse an address that nobody trusted, before anything is sent.

        Raises:
            WrongUsage: no http address, no model, a host that is neither here nor trusted, a
                password in the address, or no time limit.
        """
        parts = _parts(self.url)
        if parts.scheme not in ("http", "https") or not parts.hostname or not self.model:
            raise WrongUsage(
                "The language model needs the address of its server and a name.",
                remedy='Give an address like "http://127.0.0.1:8080/v1" and the name of the model.',
            )
        if parts.username is not None or parts.password is not None:
            raise WrongUsage(
                "The address of the language model holds a name or a password.",
                remedy="Leave them out: an address is told in errors and kept in the case.",
            )
        if not 0 < self.timeout_seconds <= LONGEST_SECONDS:
            raise WrongUsage(
                f"A time limit of {self.timeout_seconds} s is none.",
                remedy=f"Give timeout_seconds from 1 to {LONGEST_SECONDS}.",
            )
        if not _is_here(parts.hostname) and parts.hostname != self.trusted_host:
            raise WrongUsage(
                f"The host {parts.hostname} is not this machine: transcripts would leave it.",
                remedy="Run the server here, or name that very host as trusted_host.",
            )

    def complete(self, messages: list[dict[str, str]], schema: dict[str, Any]) -> object:
        """The JSON that the model answers with, as the schema asks; not checked.

        Raises:
            EngineFailed: no answer, too slow, too large, or no JSON.
        """
        question = {
            "model": self.model,
            "messages": messages,
            "temperature": 0,
            "seed": 0,
            "response_format": {
                "type": "json_schema",
                "json_schema": {"name": "claims", "strict": True, "schema": schema},
            },
        }
        untrusted = self._post(json.dumps(question).encode())
        try:
            content = json.loads(untrusted)["choices"][0]["message"]["content"]
            return json.loads(content)
        except (ValueError, KeyError, IndexError, TypeError, RecursionError) as error:
            raise self._failed(
                "answered something that is not the JSON it was asked for"
            ) from error

    def _post(self, body: bytes) -> bytes:
        headers = {"Content-Type": "application/json"}
        headers |= {"Authorization": f"Bearer {self.key}"} if self.key else {}
        address = self.url.rstrip("/") + "/chat/completions"
        request = urllib.request.Request(address, data=body, headers=headers, method="POST")
        # No proxy: one named in the environment would read what goes to this machine.
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), _NoRedirect)
        try:
            with opener.open(request, timeout=self.timeout_seconds) as response:
                answer = self._read(response)
        except urllib.error.HTTPError as error:
            raise self._failed(f"answered with HTTP status {error.code}") from error
        except (OSError, HTTPException, ValueError) as error:
            raise self._failed(f"cannot be reached ({type(error).__name__})") from error
        if len(answer) > MAX_ANSWER_BYTES:
            raise self._failed(f"sent more than {MAX_ANSWER_BYTES} bytes")
        return answer

    def _read(self, response: HTTPResponse) -> bytes:
        """Until the end, the limit, or the time is up, however slowly the server drips."""
        answer, late = bytearray(), time.monotonic() + self.timeout_seconds
        while len(answer) <= MAX_ANSWER_BYTES and (piece := response.read1(_PIECE_BYTES)):
            answer += piece
            if time.monotonic() > late:
                raise self._failed(f"did not end within {self.timeout_seconds:g} s")
        return bytes(answer)

    def _failed(self, how: str) -> EngineFailed:
        return EngineFailed(
            f"The language model's server at {self.url} {how}.",
            remedy="Start it, or look at its own log; claims found by rules need no server.",
        )


def _parts(url: str) -> SplitResult:
    """The parts of an address; empty ones if it is none, as with a port that is no number."""
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        return urlsplit("")
    return parts


def _is_here(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
