"""Words cut into captions that can be read on a screen."""

from collections.abc import Iterator, Sequence

from earwitness.publication.captions.limits import (
    LONGEST_MS,
    LONGEST_PAUSE_MS,
    SHORTEST_MS,
    most_characters,
)
from earwitness.records.published import PublishedCaption, PublishedWord, TextMark

_SENTENCE_END = (".", "!", "?", "…")
_CLAUSE_END = (",", ";", ":", "–", "—")


def split_words(words: Sequence[PublishedWord], language: str) -> list[list[PublishedWord]]:
    """Words in captions: within the limits of `limits`, cut where a sentence ends, else a clause,
    else the longest pause. One word that is too long or too slow stays whole."""
    found: list[list[PublishedWord]] = []
    rest = list(words)
    while rest:
        length = _fitting(rest, language)
        if length < len(rest):
            length = _best_cut(rest, length)
        found.append(rest[:length])
        rest = rest[length:]
    return found


def _fitting(words: Sequence[PublishedWord], language: str) -> int:
    """How many words fit into one caption, at least one."""
    characters, most = 0, most_characters(language)
    for count, word in enumerate(words):
        characters += len(word.text) + (1 if count else 0)
        too_long = characters > most or word.end_ms - words[0].start_ms > LONGEST_MS
        paused = count and word.start_ms - words[count - 1].end_ms > LONGEST_PAUSE_MS
        if count and (too_long or paused):
            return count
    return len(words)


def _best_cut(words: Sequence[PublishedWord], fitting: int) -> int:
    """Where to cut among the words that fit: the last good place in their second half."""
    if words[fitting].start_ms - words[fitting - 1].end_ms > LONGEST_PAUSE_MS:
        return fitting
    places = range(fitting, max(1, fitting // 2) - 1, -1)
    for endings in (_SENTENCE_END, _CLAUSE_END):
        for place in places:
            if words[place - 1].text.endswith(endings):
                return place
    return max(places, key=lambda place: words[place].start_ms - words[place - 1].end_ms)


def captions(
    words: Sequence[PublishedWord],
    *,
    speaker: str,
    language: str,
    marks: Sequence[TextMark],
    timed: bool,
    duration_ms: int,
) -> Iterator[PublishedCaption]:
    """Captions of the words of one turn; times are those of the clip, of `duration_ms`.

    Not `timed`: the words share the time of the whole by their length, and are not shown with
    times of their own.
    """
    for own in split_words(words if timed else _shared_out(words), language):
        start_ms = min(own[0].start_ms, duration_ms)
        end_ms = min(max(word.end_ms for word in own), duration_ms)
        yield PublishedCaption(
            start_ms=start_ms,
            end_ms=max(end_ms, min(start_ms + 1, duration_ms)),
            speaker=speaker,
            text=" ".join(word.text for word in own),
            words=tuple(own) if timed else (),
            marks=_all_marks(own, marks),
        )


def _all_marks(words: Sequence[PublishedWord], marks: Sequence[TextMark]) -> tuple[TextMark, ...]:
    met = {mark for word in words for mark in word.marks} | set(marks)
    return tuple(mark for mark in TextMark if mark in met)


def _shared_out(words: Sequence[PublishedWord]) -> list[PublishedWord]:
    """Words of one span with times by their share of its characters."""
    start_ms = min((word.start_ms for word in words), default=0)
    end_ms = max((word.end_ms for word in words), default=0)
    total = sum(len(word.text) + 1 for word in words)
    found, done = [], 0
    for word in words:
        first = start_ms + (end_ms - start_ms) * done // total
        done += len(word.text) + 1
        last = start_ms + (end_ms - start_ms) * done // total
        found.append(PublishedWord(start_ms=first, end_ms=last, text=word.text, marks=word.marks))
    return found


def kept_longer(found: Sequence[PublishedCaption], duration_ms: int) -> list[PublishedCaption]:
    """Captions by time; those too short to read stay as long as nothing else begins, and the clip
    is not over."""
    ordered = sorted(found, key=lambda one: (one.start_ms, one.end_ms))
    longer = []
    for place, one in enumerate(ordered):
        following = ordered[place + 1].start_ms if place + 1 < len(ordered) else duration_ms
        wanted = min(one.start_ms + SHORTEST_MS, following, duration_ms)
        longer.append(
            PublishedCaption(
                start_ms=one.start_ms,
                end_ms=max(one.end_ms, wanted),
                speaker=one.speaker,
                text=one.text,
                words=one.words,
                marks=one.marks,
            )
        )
    return longer
