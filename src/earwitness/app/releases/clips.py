"""Clips: chosen from a call, cut to what is said, changed, ordered, dropped."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from earwitness.app.releases.drafts import change, clip_of, draft_of, public_id, with_clip
from earwitness.app.releases.history import was_public
from earwitness.app.releases.material import restrictions_of
from earwitness.app.releases.words import line_of
from earwitness.app.transcripts import transcript_of
from earwitness.pipeline.translated import turns_of
from earwitness.publication.audio.cutting import clip_span
from earwitness.records.errors import WrongUsage
from earwitness.records.release import AudioChoice, ClipChoice, ReleaseDraft, TextChoice
from earwitness.runtime.runner import Workplace
from earwitness.runtime.store import results

UNTITLED = "Untitled"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClipWish:
    """What a person wants of a clip; None: as it is, or as it comes. Times in ms of the
    recording. `exact`: the span is not cut to what is said."""

    start_ms: int | None = None
    end_ms: int | None = None
    exact: bool = False
    audio: AudioChoice | None = None
    texts: tuple[TextChoice, ...] | None = None
    title: str | None = None
    channels: tuple[int, ...] | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChosenClip:
    """A clip as it was kept, and how much its head and tail moved inward, in ms (negative:
    outward, to let a breath or the end of a word in)."""

    draft: ReleaseDraft
    clip: ClipChoice
    head_ms: int = 0
    tail_ms: int = 0


def choose_clip(
    place: Workplace, name: str, untrusted_target: str, wish: ClipWish, *, by: str = ""
) -> ChosenClip:
    """Choose a piece of a call (its id, or a recording of it), or change a clip of the release.

    Raises:
        WrongUsage: there is no such call or clip, no span, nobody speaks in it, or no such channel.
        CaseUnusable: the store cannot be written.
    """
    draft = draft_of(name)
    known = [clip for clip in draft.clips if clip.id == untrusted_target]
    old = known[0] if known else _new_clip(untrusted_target, wish)
    if old.withdrawn:
        raise WrongUsage("That clip was withdrawn.", remedy="Choose a new clip.")
    asked = (
        old.start_ms if wish.start_ms is None else wish.start_ms,
        old.end_ms if wish.end_ms is None else wish.end_ms,
    )
    before = _none_if_all(old.sha256, old.channels)
    channels = before if wish.channels is None else _channels(old.sha256, wish.channels)
    is_new_span = not known or asked != (old.start_ms, old.end_ms) or channels != before
    span = _span(old.sha256, asked, channels, wish.exact) if is_new_span else asked
    wished = with_restrictions(_wished(old, wish, span, channels))

    def edited(now: ReleaseDraft) -> ReleaseDraft:
        if not known:
            return replace(now, clips=(*now.clips, wished))
        return with_clip(
            now, with_restrictions(_wished(clip_of(now, old.id), wish, span, channels))
        )

    after = change(place, name, edited, by=by)
    return ChosenClip(
        draft=after,
        clip=clip_of(after, old.id),
        head_ms=span[0] - asked[0],
        tail_ms=asked[1] - span[1],
    )


def _wished(
    old: ClipChoice, wish: ClipWish, span: tuple[int, int], channels: tuple[int, ...]
) -> ClipChoice:
    before = _none_if_all(old.sha256, old.channels)
    is_other = span[0] < old.start_ms or span[1] > old.end_ms or channels != before
    lifted = ("", "") if is_other else (old.lifted_why, old.lifted_by)  # of less than goes out now
    return replace(
        old,
        lifted_why=lifted[0],
        lifted_by=lifted[1],
        start_ms=span[0],
        end_ms=span[1],
        channels=channels,
        audio=wish.audio or old.audio,
        texts=old.texts if wish.texts is None else wish.texts,
        title=old.title if wish.title is None else line_of(wish.title, "title"),
        note=old.note if wish.note is None else (wish.note and line_of(wish.note, "note")),
    )


def with_restrictions(clip: ClipChoice) -> ClipChoice:
    """The clip with the restrictions that hold now; a new one is not lifted."""
    found = tuple(sorted({*clip.restricted, *restrictions_of(clip)}))
    if set(found) <= set(clip.restricted):
        return clip
    return replace(clip, restricted=found, lifted_why="", lifted_by="")


def order_clips(
    place: Workplace, name: str, untrusted_ids: Sequence[str], *, by: str = ""
) -> ReleaseDraft:
    """Set the order in which clips are shown.

    Raises:
        WrongUsage: an id fits no clip, or a clip is missing or named twice.
    """

    def edited(draft: ReleaseDraft) -> ReleaseDraft:
        clips = tuple(clip_of(draft, one) for one in untrusted_ids)
        if sorted(clip.id for clip in clips) != sorted(clip.id for clip in draft.clips):
            raise WrongUsage(
                f"The order names {len(set(clips))} of {len(draft.clips)} clips.",
                remedy="Name every clip of the release once.",
            )
        return replace(draft, clips=clips, ordered=True)

    return change(place, name, edited, by=by)


def drop_clip(place: Workplace, name: str, untrusted_id: str, *, by: str = "") -> ReleaseDraft:
    """Take a clip out that was never public, with the findings that rest on it.

    Raises:
        WrongUsage: there is no such clip, or it was public.
    """

    def edited(draft: ReleaseDraft) -> ReleaseDraft:
        clip = clip_of(draft, untrusted_id)
        if was_public(name, clip.id):
            raise WrongUsage(
                "That clip was public, so it cannot just vanish.",
                remedy=f'earwitness release withdraw {name} {clip.id} --why "…"',
            )
        return without_clips(draft, {clip.id})

    return change(place, name, edited, by=by)


def without_clips(draft: ReleaseDraft, ids: set[str]) -> ReleaseDraft:
    """The draft without these clips and everything that speaks of them."""
    return replace(
        draft,
        clips=tuple(clip for clip in draft.clips if clip.id not in ids),
        findings=tuple(one for one in draft.findings if one.clip_id not in ids),
        corrections=tuple(one for one in draft.corrections if one.clip_id not in ids),
    )


def _new_clip(untrusted_call: str, wish: ClipWish) -> ClipChoice:
    if wish.start_ms is None or wish.end_ms is None:
        raise WrongUsage(
            "A new clip needs a beginning and an end.",
            remedy="Say --from 0:12 --to 0:36; `earwitness show CALL` shows the times.",
        )
    own = transcript_of(untrusted_call)
    return ClipChoice(
        id=public_id(),
        call_id=own.call_id,
        sha256=own.sha256,
        start_ms=wish.start_ms,
        end_ms=wish.end_ms,
        title=UNTITLED,
    )


def _span(
    sha256: str, asked: tuple[int, int], channels: tuple[int, ...], exact: bool
) -> tuple[int, int]:
    start, end = asked[0], min(asked[1], _length(sha256) or asked[1])
    if start >= end:
        raise WrongUsage(
            "The span is empty, or lies behind the end of the recording.",
            remedy="`earwitness show CALL` shows the times of all turns.",
        )
    if exact:
        return start, end
    turns = [one for one in turns_of(sha256) if not channels or one.channel in channels]
    cut = clip_span(turns, start, end, channels=channels)
    earliest = max((one.end_ms for one in turns if one.end_ms <= start), default=0)
    latest = min((one.start_ms for one in turns if one.start_ms >= end), default=cut[1])
    return max(cut[0], earliest), min(cut[1], latest, _length(sha256) or cut[1])


def _length(sha256: str) -> int:
    """The length of a recording in ms; 0 if it was not decoded."""
    return int((results.output("decode", sha256) or {}).get("duration_ms", 0))


def _channels(sha256: str, wanted: tuple[int, ...]) -> tuple[int, ...]:
    known = {turn.channel for turn in turns_of(sha256)}
    if not set(wanted) <= known:
        raise WrongUsage(
            "Nobody speaks on that channel.",
            remedy="`earwitness show CALL --json` shows the channels, from 0.",
        )
    return _none_if_all(sha256, tuple(sorted(set(wanted))))


def _none_if_all(sha256: str, channels: tuple[int, ...]) -> tuple[int, ...]:
    """Channels as clips keep them: none named are all, so who names all names none."""
    decoded = results.output("decode", sha256) or {}
    return () if set(channels) == set(range(int(decoded.get("channels", 0)))) else channels
