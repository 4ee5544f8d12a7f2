"""What people do at the desk goes into the ledger: who came in, what was opened and played.

A page is shown only when that is written down. While another command keeps the store locked it is
written into the desk's own database, and told to the ledger at the next occasion.
"""

from threading import Lock

from django.core.cache import cache
from django.http import HttpRequest

from earwitness.app.access_acts import AccessAct, from_text, tell, to_text
from earwitness.desk.acting import name_of, served
from earwitness.desk.models import UntoldAct
from earwitness.records.errors import CaseUnusable

DESK = "desk"
"""The subject of coming in, and the actor where nobody is known yet."""
AGAIN_AFTER_S = 600
"""Opening or playing the same again within so long is not told again. Estimate: reading one call
takes minutes."""
_flushing = Lock()
WAIT_MS = 1000
"""How long a page waits for another command that writes. Estimate: people wait a second gladly."""


def opened(request: HttpRequest, subject: str, kind: str) -> None:
    """Tell that the person of the request opened a call, a person or a release.

    `subject` is its id or name, `kind` the page ("call", "person", "release" …).

    Raises:
        CaseUnusable: it can be written down nowhere.
    """
    _once(AccessAct(actor=name_of(request), action="open", subject=subject, detail=kind))


def played(request: HttpRequest, sha256: str) -> None:
    """Tell that sound of a recording was handed to the person of the request.

    Raises:
        CaseUnusable: it can be written down nowhere.
    """
    _once(AccessAct(actor=name_of(request), action="play", subject=sha256, detail=""))


def told(*, actor: str, action: str, subject: str, detail: str) -> None:
    """Tell any act of people at the desk.

    Raises:
        CaseUnusable: it can be written down nowhere.
    """
    _tell(AccessAct(actor=actor, action=action, subject=subject, detail=detail))


def _once(act: AccessAct) -> None:
    place = served().place.folder.root
    key = f"told:{hash((place, act))}"
    if cache.get(key):
        return
    _tell(act)
    cache.set(key, True, AGAIN_AFTER_S)


def _tell(act: AccessAct) -> None:
    alone = _flushing.acquire(blocking=False)  # who comes second leaves what waits to the first
    try:
        waiting = list(UntoldAct.objects.order_by("id")) if alone else []
        earlier = [from_text(one.body) for one in waiting]
        tell(served().place, [*earlier, act], wait_ms=WAIT_MS)
        if waiting:
            UntoldAct.objects.filter(id__in=[one.id for one in waiting]).delete()
    except CaseUnusable:
        UntoldAct.objects.create(body=to_text(act))
    finally:
        if alone:
            _flushing.release()
