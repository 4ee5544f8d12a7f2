"""A person's edit of a span: how it is made from what is typed, and how it is laid over turns."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from earwitness.calls.cutting import cut, span_text, words_of
from earwitness.calls.realignment import realign
from earwitness.records.errors import WrongUsage
from earwitness.records.hearing import UNKNOWN_SPEAKER, Flag, Turn
from earwitness.records.versions import SpanEdit


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """What a person typed for a span, in ms; None: not said. `channel` None: find it."""

    start_ms: int
    end_ms: int
    channel: int | None = None
    text: str | None = None
    translation: str | None = None
    speaker_label: str | None = None
    language: str | None = None


def make_edit(typed: Typed, current: Sequence[Turn], beneath: Sequence[Turn]) -> SpanEdit:
    """The edit that somebody means who saw the turns `current`; `beneath` are without edits.

    Words that stay keep their times. Speaker, language and channel are those of the turns in the
    span, unless they are said.

    Raises:
        WrongUsage: nothing is said, the span is none, both sides of a stereo call speak in it, or
            there is nothing to which what is said could belong.
    """
    _refuse_nonsense(typed)
    channel = typed.channel if typed.channel is not None else _channel(typed, current)
    inside = cut(current, typed.start_ms, typed.end_ms, channel).inside
    if typed.text is None and not inside:
        raise WrongUsage(
            "Nothing is said in this span.",
            remedy="Widen it, or say with --text what is spoken there.",
        )
    if typed.text is None and typed.translation is not None and len(inside) > 1:
        raise WrongUsage(
            f"The translation would stand for {len(inside)} turns.",
            remedy="Give it turn by turn; `earwitness transcript show` has their times.",
        )
    return SpanEdit(
        start_ms=typed.start_ms,
        end_ms=typed.end_ms,
        channel=channel,
        turns=None if typed.text is None else _typed_turns(typed, inside, channel),
        speaker_label=(typed.speaker_label or "").strip(),
        language=(typed.language or "").strip(),
        translation=None if typed.translation is None else typed.translation.strip(),
        heard=span_text(beneath, typed.start_ms, typed.end_ms, channel),
    )


def whole_edit(
    untrusted_turns: Sequence[Turn],
    current: Sequence[Turn],
    beneath: Sequence[Turn],
    *,
    author: str,
) -> SpanEdit:
    """An edit of everything by the turns of a file that `author` answers for. Words without times
    get those of the words that stood there; a speaker or side that the file does not name is that
    of the span. English that stood there stays what it was: the machine's, or outdated."""
    channels = {turn.speaker_label: turn.channel for turn in current}
    turns = tuple(
        _with_english(_placed(turn, current, channels), current, author) for turn in untrusted_turns
    )
    end = max((turn.end_ms for turn in (*turns, *current, *beneath)), default=0)
    return SpanEdit(
        start_ms=0,
        end_ms=end,
        channel=None,
        turns=turns,
        heard=span_text(beneath, 0, end, None),
    )


def lay_over(
    turns: Sequence[Turn], edit: SpanEdit, *, author: str, version: int
) -> tuple[Turn, ...]:
    """The turns with an edit in force, ordered by start."""
    parts = cut(turns, edit.start_ms, edit.end_ms, edit.channel)
    if edit.turns is None:
        own = _relabelled(parts.inside, edit, author)
    else:
        own = [_written(turn, edit, parts.inside, author) for turn in edit.turns]
    signed = [replace(turn, edited_by=author, version=version) for turn in own]
    return tuple(sorted((*parts.outside, *signed), key=lambda turn: (turn.start_ms, turn.channel)))


def _refuse_nonsense(typed: Typed) -> None:
    if typed.start_ms < 0 or typed.end_ms <= typed.start_ms:
        raise WrongUsage(
            "The span has no length.", remedy="--from and --to are seconds, the later one last."
        )
    said = (typed.text, typed.translation, typed.speaker_label, typed.language)
    if all(one is None for one in said):
        raise WrongUsage(
            "Nothing is edited.",
            remedy="Say what with --text, --translation, --speaker or --language.",
        )


def _channel(typed: Typed, current: Sequence[Turn]) -> int:
    inside = cut(current, typed.start_ms, typed.end_ms, None).inside
    channels = sorted({turn.channel for turn in inside})
    if len(channels) > 1:
        raise WrongUsage(
            "Both sides speak in this span.",
            remedy=f"Name one with --channel: {' or '.join(map(str, channels))}.",
        )
    return channels[0] if channels else 0


def _typed_turns(typed: Typed, inside: Sequence[Turn], channel: int) -> tuple[Turn, ...]:
    text = " ".join((typed.text or "").split())
    if not text:
        return ()
    old = [word for turn in inside for word in words_of(turn)]
    words = realign(text, old, typed.start_ms, typed.end_ms)
    model = _largest(inside)
    return (
        Turn(
            start_ms=words[0].start_ms,
            end_ms=words[-1].end_ms,
            speaker_label=model.speaker_label if model else UNKNOWN_SPEAKER,
            channel=channel,
            language=model.language if model else "",
            text=text,
            words=words,
            flags=(Flag.EDITED,),
            declared_language=model.declared_language if model else "",
            detected_language=model.detected_language if model else "",
        ),
    )


def _placed(turn: Turn, current: Sequence[Turn], channels: Mapping[str, int]) -> Turn:
    beneath = cut(current, turn.start_ms, turn.end_ms, None).inside
    model = _largest(beneath)
    words = turn.words
    if not words and turn.end_ms > turn.start_ms:
        same = [own for own in beneath if model and own.channel == model.channel]
        old = [word for own in same for word in words_of(own) if own.words]
        words = realign(turn.text, old, turn.start_ms, turn.end_ms)
    flags = [flag for flag in turn.flags if flag is not Flag.IMPORTED]
    unnamed = turn.speaker_label == UNKNOWN_SPEAKER
    channel = channels.get(turn.speaker_label, turn.channel)
    return replace(
        turn,
        words=words,
        flags=(*flags, Flag.EDITED) if Flag.EDITED not in flags else tuple(flags),
        channel=model.channel if model and unnamed else channel,
        speaker_label=model.speaker_label if model and unnamed else turn.speaker_label,
        language=turn.language or (model.language if model else ""),
        declared_language=model.declared_language if model else "",
        detected_language=model.detected_language if model else "",
    )


def _with_english(turn: Turn, current: Sequence[Turn], author: str) -> Turn:
    """Whose English it is: of whoever wrote what stood there, if the file left it as it was."""
    if not turn.translation:
        return turn
    stood = (
        own
        for own in current
        if own.start_ms <= turn.end_ms
        and turn.start_ms <= own.end_ms
        and own.translation.split() == turn.translation.split()
    )
    same, flags = next(stood, None), _without_outdated(turn.flags)
    if same is None:
        return replace(turn, translated_by=author, flags=flags)
    outdated = tuple(flag for flag in same.flags if flag is Flag.OUTDATED_TRANSLATION)
    return replace(turn, translated_by=same.translated_by, flags=(*flags, *outdated))


def _largest(inside: Sequence[Turn]) -> Turn | None:
    """A turn of the speaker who speaks longest."""
    spoken: Counter[tuple[str, int]] = Counter()
    for turn in inside:
        spoken[turn.speaker_label, turn.channel] += max(1, turn.end_ms - turn.start_ms)
    if not spoken:
        return None
    most = max(spoken, key=lambda key: spoken[key])
    return next(turn for turn in inside if (turn.speaker_label, turn.channel) == most)


def _relabelled(inside: Sequence[Turn], edit: SpanEdit, author: str) -> list[Turn]:
    """The turns of the span with what the edit says of them; their words stay."""
    turns = [
        replace(
            turn,
            speaker_label=edit.speaker_label or turn.speaker_label,
            language=edit.language or turn.language,
        )
        for turn in inside
    ]
    if edit.translation is None:
        return turns
    told = [edit.translation, *([""] * len(turns))]  # heard anew, there may be several by now
    return [
        replace(
            turn,
            translation=own,
            translated_by=author if own else "",
            flags=_without_outdated(turn.flags),
        )
        for turn, own in zip(turns, told, strict=False)
    ]


def _written(turn: Turn, edit: SpanEdit, inside: Sequence[Turn], author: str) -> Turn:
    """A typed turn over those that stand in the span now; one of a file brings its own English."""
    if edit.channel is None:
        return turn
    model = _largest(inside)
    told = edit.translation
    if told is None:
        translation = " ".join(own.translation for own in inside if own.translation)
        by = next((own.translated_by for own in inside if own.translated_by), "")
    else:
        translation, by = told, author if told else ""
    outdated = told is None and bool(translation) and not _says_the_same(turn, inside)
    return replace(
        turn,
        speaker_label=edit.speaker_label or (model.speaker_label if model else turn.speaker_label),
        language=edit.language or (model.language if model else turn.language),
        translation=translation,
        translated_by=by,
        flags=(*turn.flags, Flag.OUTDATED_TRANSLATION) if outdated else turn.flags,
    )


def _says_the_same(turn: Turn, inside: Sequence[Turn]) -> bool:
    outdated = any(Flag.OUTDATED_TRANSLATION in own.flags for own in inside)
    return not outdated and " ".join(own.text for own in inside).split() == turn.text.split()


def _without_outdated(flags: tuple[Flag, ...]) -> tuple[Flag, ...]:
    return tuple(flag for flag in flags if flag is not Flag.OUTDATED_TRANSLATION)
