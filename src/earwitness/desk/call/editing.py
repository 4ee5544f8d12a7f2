"""Writing in a transcript: what a form says becomes a version by the person at work."""

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext as _

from earwitness.app.transcripts import RecordingTranscript, edit, transcript_of
from earwitness.calls.cutting import cut
from earwitness.calls.edits import Typed
from earwitness.calls.writers.lines import one_line
from earwitness.desk.acting import name_of, place_of
from earwitness.records.errors import WrongUsage
from earwitness.records.hearing import Turn
from earwitness.records.versions import ConflictKind, TranscriptVersion, VersionKind

LONGEST = 20_000
"""Characters of one turn. Estimate: ten minutes of talk without a pause."""


def _text(longest: int = LONGEST) -> forms.CharField:
    return forms.CharField(required=False, strip=False, max_length=longest)


class SpanForm(forms.Form):
    """A span of a recording, in ms, on one channel."""

    start_ms = forms.IntegerField(min_value=0, max_value=2**40)
    end_ms = forms.IntegerField(min_value=0, max_value=2**40)
    channel = forms.IntegerField(min_value=0, max_value=63)


class BasedOn(forms.Form):
    """The version that was looked at."""

    based_on = forms.IntegerField(min_value=0, max_value=10**6)


class EditForm(SpanForm, BasedOn):
    """What somebody typed of a turn, and what they saw there before: what is the same is not said.

    `confirm`: what stands there is right as it is, and shall be said anew.
    """

    text = _text()
    seen_text = _text()
    translation = _text()
    seen_translation = _text()
    speaker = _text(200)
    seen_speaker = _text(200)
    why = _text(1000)
    confirm = forms.BooleanField(required=False)


def typed_in(form: EditForm) -> Typed | None:
    """What a valid form says; None if nothing differs from what was seen."""
    told = form.cleaned_data
    text = _differing(told["text"], told["seen_text"])
    if told["confirm"]:
        text = told["seen_text"]
    typed = Typed(
        start_ms=told["start_ms"],
        end_ms=max(told["end_ms"], told["start_ms"] + 1),
        channel=told["channel"],
        text=text,
        translation=_differing(told["translation"], told["seen_translation"]),
        speaker_label=_differing(told["speaker"], told["seen_speaker"]) or None,
    )
    said = (typed.text, typed.translation, typed.speaker_label)
    return None if all(one is None for one in said) else typed


def save(request: HttpRequest, sha256: str, form: EditForm, typed: Typed) -> TranscriptVersion:
    """Record what was typed, once: an answer that was lost on its way is asked for again.

    Raises:
        WrongUsage: it makes no sense.
        CaseUnusable: the store cannot be written now.
    """
    author, based_on = name_of(request), form.cleaned_data["based_on"]
    own = transcript_of(sha256)
    if before := _said_already(own, typed, author, based_on):
        return before
    if typed.text is not None:
        _refuse_other_voices(own.turns(based_on), typed)
    return edit(
        place_of(request),
        sha256,
        typed,
        author=author,
        why=form.cleaned_data["why"],
        based_on=based_on,
    )


def _refuse_other_voices(seen: tuple[Turn, ...], typed: Typed) -> None:
    """Keep a text from taking the place of what somebody else says in the same seconds.

    Raises:
        WrongUsage: it would.
    """
    inside = cut(seen, typed.start_ms, typed.end_ms, typed.channel).inside
    if len({turn.speaker_label for turn in inside}) > 1:
        raise WrongUsage(
            _("Somebody else speaks in these seconds: your text would take the place of theirs."),
            remedy=_("Join both turns first, or write the transcript in a file and take it in."),
        )


def clashes(sha256: str, version: TranscriptVersion) -> bool:
    """Whether somebody else wrote in the span meanwhile."""
    return any(
        one.kind is ConflictKind.CONCURRENT and one.version == version.number
        for one in transcript_of(sha256).conflicts()
    )


def split(request: HttpRequest, sha256: str, form: SpanForm, speaker: str, based_on: int) -> None:
    """From a word on, a turn is somebody else's.

    Raises:
        WrongUsage: nothing is said there, or nobody is named.
        CaseUnusable: the store cannot be written now.
    """
    if not one_line(speaker):
        raise WrongUsage("Nobody is named.", remedy="Say whose words these are.")
    told = form.cleaned_data
    typed = Typed(
        start_ms=told["start_ms"],
        end_ms=told["end_ms"],
        channel=told["channel"],
        speaker_label=speaker,
    )
    edit(place_of(request), sha256, typed, author=name_of(request), based_on=based_on)


def merge(request: HttpRequest, sha256: str, form: SpanForm, based_on: int) -> None:
    """A turn and the one behind it on its channel become one.

    Raises:
        WrongUsage: there is no turn, or none behind it.
        CaseUnusable: the store cannot be written now.
    """
    told = form.cleaned_data
    one, two = _pair(transcript_of(sha256).turns(based_on), told["start_ms"], told["channel"])
    english = " ".join(filter(None, (one.translation, two.translation)))
    typed = Typed(
        start_ms=one.start_ms,
        end_ms=max(one.end_ms, two.end_ms),
        channel=one.channel,
        text=f"{one.text} {two.text}",
        translation=english or None,
        speaker_label=one.speaker_label,
    )
    edit(place_of(request), sha256, typed, author=name_of(request), based_on=based_on)


def _pair(turns: tuple[Turn, ...], start_ms: int, channel: int) -> tuple[Turn, Turn]:
    own = [turn for turn in turns if turn.channel == channel and turn.start_ms >= start_ms]
    if len(own) < 2 or own[0].start_ms != start_ms:
        raise WrongUsage("There is no turn behind this one.", remedy="Load the page anew.")
    return own[0], own[1]


def _differing(typed: str, seen: str) -> str | None:
    return None if typed.split() == seen.split() else typed


def _said_already(
    own: RecordingTranscript, typed: Typed, author: str, based_on: int
) -> TranscriptVersion | None:
    for version in own.versions:
        if version.number <= based_on or version.author != one_line(author):
            continue
        for made in version.edits:
            text = None if made.turns is None else " ".join(turn.text for turn in made.turns)
            wanted = None if typed.text is None else " ".join(one_line(typed.text).split())
            same_span = (made.start_ms, made.end_ms) == (typed.start_ms, typed.end_ms)
            english = None if typed.translation is None else one_line(typed.translation)
            same = (text, made.translation, made.speaker_label) == (
                wanted,
                english,
                one_line(typed.speaker_label or ""),
            )
            if version.kind is VersionKind.EDIT and same_span and same:
                return version
    return None
