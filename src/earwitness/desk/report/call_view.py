"""One call as the report shows it: who, when, what is said, what was found in it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from earwitness.desk.languages import language_tag
from earwitness.desk.report import wording
from earwitness.desk.report.claim_view import ClaimView, claim_view
from earwitness.desk.report.declared_view import (
    DisagreementView,
    RowView,
    disagreement_view,
    row_view,
)
from earwitness.desk.report.lookups import Lookups, side_of
from earwitness.desk.report.report_data import ReportCall, ReportRecording
from earwitness.desk.report.sentence_view import NOTHING, TranslationView, translation_views
from earwitness.desk.report.speaker_view import SpeakerView, speaker_views
from earwitness.records.hearing import UNKNOWN_SPEAKER, Transcript, TranscriptOrigin, Turn
from earwitness.records.signals import Signals, signal_in_words

_ORIGINS = {
    TranscriptOrigin.ENGINE: "heard by machine",
    TranscriptOrigin.IMPORTED: "handed in with the archive",
    TranscriptOrigin.PERSON: "written by a person",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnView:
    """One turn in words; `doubts` say why to doubt it, `disputes` what else was heard."""

    anchor: str
    time: str
    speaker: str
    language: str
    text: str
    translation: str
    doubts: str
    notes: str
    disputes: tuple[str, ...]
    claims: tuple[ClaimView, ...]
    about_translation: TranslationView


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordingView:
    """One recording of a call, with its leading transcript.

    `told_apart` is false when no turn says whose voice it is; the turns then leave it out.
    """

    source_name: str
    sha256: str
    sound: str
    made_by: str
    duplicate_of: str
    has_translation: bool
    told_apart: bool
    turns: tuple[TurnView, ...]
    hints: tuple[str, ...]
    second_hearing: str
    signals: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CallView:
    """One call in words, ready for the page. `asides` are claims that are not asserted;
    `loose_claims` stand on no turn."""

    id: str
    anchor: str
    started_at: str
    duration: str
    caller: str
    called: str
    people: str
    kinds: str
    themes: str
    places: str
    doubtful: int
    notes: tuple[str, ...]
    rows: tuple[RowView, ...]
    disagreements: tuple[DisagreementView, ...]
    recordings: tuple[RecordingView, ...]
    speakers: tuple[SpeakerView, ...]
    claims: tuple[ClaimView, ...]
    asides: tuple[ClaimView, ...]
    loose_claims: tuple[ClaimView, ...]


def call_view(call: ReportCall, lookups: Lookups) -> CallView:
    """A call with its recordings, speakers and claims."""
    claims = tuple(claim_view(claim, call, lookups) for claim in call.claims)
    asides = tuple(claim_view(claim, call, lookups) for claim in call.unasserted)
    on_turn: dict[str, list[ClaimView]] = {}
    for claim in (*claims, *asides):
        on_turn.setdefault(claim.target, []).append(claim)
    own = wording.anchor("call", call.call.id)
    recordings = tuple(_recording_view(heard, call, on_turn) for heard in call.recordings)
    speakers = speaker_views(call.attributions, lookups)
    duration = call.call.duration_ms
    return CallView(
        id=call.call.id,
        anchor=own,
        started_at=lookups.moment(call.call.started_at),
        duration=wording.UNKNOWN if duration is None else wording.clock(duration),
        caller=_line(call.call.caller, call.call.untrusted_caller),
        called=_line(call.call.called, call.call.untrusted_called),
        people=", ".join(view.leading for view in speakers if view.leading),
        kinds=_listed(claim.kind for claim in claims),
        themes=_marks(call, "theme"),
        places=_marks(call, "place"),
        doubtful=sum(bool(turn.doubts) for heard in recordings for turn in heard.turns),
        notes=call.call.notes,
        rows=tuple(row_view(row) for row in call.rows),
        disagreements=tuple(disagreement_view(one) for one in call.disagreements),
        recordings=recordings,
        speakers=speakers,
        claims=claims,
        asides=asides,
        loose_claims=tuple(on_turn.get(own, ())),
    )


def _recording_view(
    heard: ReportRecording, call: ReportCall, on_turn: dict[str, list[ClaimView]]
) -> RecordingView:
    turns = heard.transcript.turns if heard.transcript else ()
    sha256 = heard.recording.sha256
    labels = {turn.speaker_label for turn in turns}
    told_apart = labels != {UNKNOWN_SPEAKER}
    speakers = _speaker_words(call, labels) if told_apart else dict.fromkeys(labels, "")
    about = translation_views(heard.sentences)
    disputes: dict[int, list[str]] = defaultdict(list)
    for one in heard.comparison.disputes if heard.comparison else ():
        disputes[one.turn].append(wording.dispute(one))
    return RecordingView(
        source_name=heard.recording.source_name,
        sha256=sha256,
        sound=_sound(heard),
        made_by=_made_by(heard.transcript),
        duplicate_of=heard.duplicate_of[:12],
        has_translation=any(turn.translation for turn in turns),
        told_apart=told_apart,
        hints=tuple(wording.hint(one) for one in heard.hints),
        second_hearing=wording.second_hearing(heard.comparison),
        signals=_signals(heard.signals),
        turns=tuple(
            _turn_view(
                turn,
                sha256,
                speakers[turn.speaker_label],
                on_turn,
                about.get(place),
                disputes[place],
            )
            for place, turn in enumerate(turns)
        ),
    )


def _signals(found: Signals | None) -> tuple[str, ...]:
    """Tones, keys and music of a recording, each with its time."""
    if found is None:
        return ()
    stereo = len(found.levels) > 1
    return tuple(
        f"{wording.clock(one.start_ms)} {signal_in_words(one)}"
        + (f", channel {one.channel}" if stereo else "")
        for one in found.signals
    )


def _speaker_words(call: ReportCall, labels: set[str]) -> dict[str, str]:
    """What to call each speaker: the side alone where only one voice is on it."""
    sides = {label: side_of(call, label) for label in labels}
    alone = {side for side in sides.values() if list(sides.values()).count(side) == 1}
    return {
        label: side if side and side in alone else wording.speaker(label, side)
        for label, side in sides.items()
    }


def _turn_view(
    turn: Turn,
    sha256: str,
    speaker: str,
    on_turn: dict[str, list[ClaimView]],
    about: TranslationView | None,
    disputes: Sequence[str],
) -> TurnView:
    anchor = wording.turn_anchor(sha256, turn.start_ms, turn.speaker_label)
    return TurnView(
        anchor=anchor,
        time=wording.clock(turn.start_ms),
        speaker=speaker,
        language=language_tag(turn.language),
        text=turn.text,
        translation=turn.translation,
        doubts=wording.doubts(turn.flags),
        notes=wording.notes(turn.flags),
        disputes=tuple(disputes),
        claims=tuple(on_turn.get(anchor, ())),
        about_translation=about or NOTHING,
    )


def _made_by(transcript: Transcript | None) -> str:
    if transcript is None:
        return ""
    author = f" ({transcript.author})" if transcript.author else ""
    return _ORIGINS[transcript.origin] + author


def _sound(heard: ReportRecording) -> str:
    facts = heard.facts
    if facts is None:
        return "not decoded"
    channels = {1: "mono", 2: "stereo"}.get(facts.channels, f"{facts.channels} channels")
    if facts.identical_channels:
        channels = "stereo with the same sound twice"
    lost = f", {facts.lost_packets} packets lost" if facts.lost_packets else ""
    assumed = f", read as {facts.assumed_format} (assumed)" if facts.assumed_format else ""
    length = wording.clock(facts.duration_ms)
    return f"{length}, {facts.codec}, {facts.sample_rate} Hz, {channels}{lost}{assumed}"


def _line(line: str | None, untrusted_written: str) -> str:
    if line:
        return line
    return f"as written: {untrusted_written}" if untrusted_written else wording.UNKNOWN


def _marks(call: ReportCall, kind: str) -> str:
    return _listed(wording.kind(mark.value) for mark in call.themes if mark.kind == kind)


def _listed(values: Iterable[str]) -> str:
    return ", ".join(dict.fromkeys(values))
