"""The tracks of a clip: the texts that were chosen for it."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from earwitness.publication.captions.english import checkable_translation, is_read
from earwitness.publication.captions.made_by import heard_by, translated_by
from earwitness.publication.captions.marks import COVERED_TEXT
from earwitness.publication.captions.original import TurnInClip, shifted, turns_in_clip
from earwitness.publication.captions.splitting import captions, kept_longer
from earwitness.publication.naming.renaming import Renamer
from earwitness.publication.work import RecordingWork
from earwitness.records.published import PublishedCaption, PublishedTrack, PublishedWord, TextMark
from earwitness.records.release import ClipChoice, Cover, TextChoice

TRANSLATION_LANGUAGE = "en"

_LANGUAGE = re.compile(r"[a-z]{2,3}")


def tracks(
    clip: ClipChoice,
    work: RecordingWork,
    *,
    language: str,
    laid: Sequence[Cover] = (),
    delay_ms: int = 0,
) -> tuple[PublishedTrack, ...]:
    """The chosen tracks of a clip, without those that would be empty; `language` is the page's.

    `laid` are the covers as they lie over its sound, `delay_ms` is by how much that is late.
    """
    found = []
    if TextChoice.ORIGINAL in clip.texts:
        found.append(original_track(clip, work, language=language, laid=laid))
    if TextChoice.TRANSLATION in clip.texts:
        found.append(translation_track(clip, work, language=language))
    return tuple(late(track, delay_ms) for track in found if track.captions)


def late(track: PublishedTrack, delay_ms: int) -> PublishedTrack:
    """The track with every time later: MP3 players are behind (`PublishedAudio.delay_ms`)."""
    return replace(
        track,
        captions=tuple(
            replace(
                one,
                start_ms=one.start_ms + delay_ms,
                end_ms=one.end_ms + delay_ms,
                words=tuple(
                    replace(word, start_ms=word.start_ms + delay_ms, end_ms=word.end_ms + delay_ms)
                    for word in one.words
                ),
            )
            for one in track.captions
        ),
    )


def original_track(
    clip: ClipChoice, work: RecordingWork, *, language: str, laid: Sequence[Cover] = ()
) -> PublishedTrack:
    """What is said in the clip, timed by word, in ms from its start."""
    turns = turns_in_clip(clip, work.turns, work.disputes, Renamer(clip.renames), laid)
    spoken_in = _commonest(turns)
    duration_ms = clip.end_ms - clip.start_ms
    found = [
        caption
        for one in turns
        for caption in captions(
            [shifted(word, clip) for word in one.words],
            speaker=shown_name(clip, one.turn.speaker_label),
            language=spoken_in,
            marks=one.marks,
            timed=one.timed,
            duration_ms=duration_ms,
        )
    ]
    return PublishedTrack(
        language=spoken_in,
        is_translation=False,
        made_by=heard_by((one.turn for one in turns), language),
        captions=tuple(kept_longer(found, duration_ms)),
    )


def translation_track(clip: ClipChoice, work: RecordingWork, *, language: str) -> PublishedTrack:
    """The English of the clip. What may still say something covered is "[…]", unless a person
    has read it (`ClipChoice.translation_checked`)."""
    translation = checkable_translation(clip, work)
    read = is_read(clip, translation)
    duration_ms = clip.end_ms - clip.start_ms
    found: list[PublishedCaption] = []
    for one in translation.sentences:
        text = one.text if read else one.safe_text
        words = [
            shifted(
                PublishedWord(
                    start_ms=one.start_ms,
                    end_ms=one.end_ms,
                    text=word,
                    marks=(TextMark.COVERED,) if COVERED_TEXT in word else (),
                ),
                clip,
            )
            for word in text.split()
        ]
        found += captions(
            words,
            speaker=shown_name(clip, one.speaker_label),
            language=TRANSLATION_LANGUAGE,
            marks=one.marks if text != COVERED_TEXT else (),
            timed=False,
            duration_ms=duration_ms,
        )
    return PublishedTrack(
        language=TRANSLATION_LANGUAGE,
        is_translation=True,
        made_by=translated_by((one.sentence for one in translation.sentences), language, read=read),
        captions=tuple(kept_longer(found, duration_ms)),
    )


def shown_name(clip: ClipChoice, speaker_label: str) -> str:
    """How the speaker of a label is shown; "" if that was not chosen."""
    return next((one.name for one in clip.speakers if one.speaker_label == speaker_label), "")


def _commonest(turns: list[TurnInClip]) -> str:
    """The language of most turns; what is no code of ISO 639 is not told."""
    told = (one.turn.language for one in turns)
    counts = Counter(language for language in told if _LANGUAGE.fullmatch(language))
    return counts.most_common(1)[0][0] if counts else ""
