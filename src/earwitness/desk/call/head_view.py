"""The head of the page of a call: lines, time, length, recordings."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from earwitness.app.call_pages import facts_of
from earwitness.desk.acting import zone_of
from earwitness.desk.figures import clock
from earwitness.records.call import Call
from earwitness.records.hearing import AudioFacts
from earwitness.runtime.runner import Workplace


@dataclass(frozen=True, slots=True)
class Tab:
    """One page about a call."""

    key: str
    name: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadView:
    """What stands above every tab. `sha256` is the recording that is looked at; empty: none.
    `facts` is None if it is not decoded; `channels` are those of its working copy."""

    id: str
    caller: str
    called: str
    started: str
    duration: str
    notes: tuple[str, ...]
    recordings: tuple[str, ...]
    sha256: str
    facts: AudioFacts | None

    @property
    def channels(self) -> int:
        """1 or 2."""
        return self.facts.heard_channels if self.facts else 1

    @property
    def tabs(self) -> list[Tab]:
        """The pages about the call, in the language of the page."""
        named = (
            ("call", _("Sound and texts"), "call"),
            ("custody", _("Custody"), "call_custody"),
            ("examination", _("Examination"), "call_examination"),
            ("declared", _("Declared"), "call_declared"),
            ("copies", _("Copies"), "call_copies"),
            ("versions", _("Versions"), "call_versions"),
        )
        return [Tab(key, name, reverse(address, args=[self.id])) for key, name, address in named]


def head_of(place: Workplace, call: Call, *, untrusted_recording: str = "") -> HeadView:
    """The head; of the recording that begins so, else of the first."""
    asked = untrusted_recording.lower()
    own = [one for one in call.recordings if asked and one.startswith(asked)] or call.recordings
    sha256 = own[0] if own else ""
    facts = facts_of([sha256]).get(sha256) if sha256 else None
    length = facts.duration_ms if facts else call.duration_ms
    return HeadView(
        id=call.id,
        caller=_line(call.caller, call.untrusted_caller),
        called=_line(call.called, call.untrusted_called),
        started=_moment(place, call),
        duration=_("length not known") if length is None else clock(length),
        notes=call.notes,
        recordings=call.recordings,
        sha256=sha256,
        facts=facts,
    )


def _line(line: str | None, untrusted_written: str) -> str:
    return line or untrusted_written or _("number not known")


def _moment(place: Workplace, call: Call) -> str:
    if call.started_at is None:
        return _("time not known")
    local = call.started_at.astimezone(zone_of(place))
    return f"{date_format(local, 'j M Y, H:i:s')} {local.tzname()}"
