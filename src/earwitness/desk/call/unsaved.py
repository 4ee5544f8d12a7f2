"""What somebody types and has not saved: kept at the desk for this person alone."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest

from earwitness.desk.acting import account_of
from earwitness.desk.asking import whole_number
from earwitness.desk.models import UnsavedText

FIELDS = ("text", "translation", "speaker", "why", "seen_text", "seen_translation", "seen_speaker")
LONGEST = 20_000


def keep(request: HttpRequest, sha256: str, untrusted: Mapping[str, str]) -> None:
    """Keep it in the place of what was kept before for the same turn."""
    subject = _subject(sha256, untrusted)
    if not subject or untrusted.get("gone"):
        return drop(request, sha256, untrusted)
    based_on = untrusted.get("based_on", "0")
    body: dict[str, str | int] = {name: untrusted.get(name, "")[:LONGEST] for name in FIELDS}
    body |= {name: int(untrusted[name]) for name in ("start_ms", "end_ms", "channel")}
    UnsavedText.objects.update_or_create(
        account_id=account_of(request),
        subject=subject,
        defaults={"body": body, "based_on": int(based_on[:6]) if based_on.isdigit() else 0},
    )


def drop(request: HttpRequest, sha256: str, untrusted: Mapping[str, str]) -> None:
    """It was saved, or is not wanted any more."""
    if subject := _subject(sha256, untrusted):
        UnsavedText.objects.filter(account_id=account_of(request), subject=subject).delete()


def texts_of(request: HttpRequest, sha256: str) -> list[dict[str, Any]]:
    """What this person has not saved of a recording, by place."""
    rows = UnsavedText.objects.filter(
        account_id=account_of(request), subject__startswith=f"{sha256}:"
    )
    found = [{**row.body, "based_on": row.based_on} for row in rows]
    return sorted(found, key=lambda one: int(one["start_ms"]))


def _subject(sha256: str, untrusted: Mapping[str, str]) -> str:
    """The recording, the start of the turn and its channel; empty if that is nonsense."""
    parts = [untrusted.get(name, "") for name in ("start_ms", "channel", "end_ms")]
    start, channel, end = map(whole_number, parts)
    if start is None or channel is None or end is None:
        return ""
    return f"{sha256}:{start}:{channel}"
