"""The page of a draft exactly as the HTML publisher would make it now, kept in memory for a while.

It is made of the draft that leads, with the sound as it would go out. Nothing of it is written to
a disk. Each making has an address that cannot be guessed, for the frame in which it is shown has
no log-in of its own.
"""

import secrets
import threading
import time
from dataclasses import dataclass

from earwitness.app.releases.tools import Tools
from earwitness.records.release import ReleaseDraft
from earwitness.runtime.runner import Workplace

MOST = 4
"""Previews that are kept. Estimate: the sound of one is some megabytes."""
KEPT_S = 30 * 60
"""How long one is kept. Estimate: reading a release takes less."""
TOKEN_BYTES = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """The files of one making, by name."""

    token: str
    release: str
    version: int
    made_at: float
    files: dict[str, bytes]


_lock = threading.Lock()
_kept: list[Preview] = []


def make_preview(place: Workplace, tools: Tools, draft: ReleaseDraft) -> Preview:
    """The pages, sound and captions of a draft.

    Raises:
        CaseUnusable: texts or sound of a clip are missing, or a clip is restricted.
        WrongUsage: the sound of a clip is too long, or its channel is not there.
        ModelMissing: there is no HTML publisher.
    """
    files = tools.publisher("html").publish(tools.prepare(place, draft))
    made = Preview(
        token=secrets.token_urlsafe(TOKEN_BYTES),
        release=draft.name,
        version=draft.version,
        made_at=time.monotonic(),
        files={one.path: one.data for one in files},
    )
    with _lock:
        others = [one for one in _living() if one.release != draft.name]
        _kept[:] = [*others, made][-MOST:]
    return made


def preview_file(token: str, name: str) -> bytes | None:
    """One file of a preview; None if it is not kept any more."""
    with _lock:
        _kept[:] = _living()
        for one in _kept:
            if secrets.compare_digest(one.token, token):
                return one.files.get(name)
    return None


def _living() -> list[Preview]:
    now = time.monotonic()
    return [one for one in _kept if now - one.made_at < KEPT_S]
