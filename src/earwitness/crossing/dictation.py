"""Runs of digits as one speaker says them, over several turns where somebody writes them down."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from operator import attrgetter

from earwitness.crossing.dictated_words import (
    Break,
    Kind,
    Piece,
    counts_after,
    is_thing,
    pieces_of,
)
from earwitness.records.hearing import INVENTION_FLAGS, Turn
from earwitness.runtime.russian.dictation_words import dictation_words

LONGEST_PAUSE_MS = 20_000
"""Between two turns of one who dictates, while the other repeats or looks for a pen. Estimate."""

MOST_WORDS_BETWEEN = 15
"""Words of the other in such a pause. Estimate."""

LONGEST_RUN = 60
"""Pieces of digits in one run; a longer one is no number, and parting it would take long."""

MOST_FILLERS = 5
"""Words between two digits of one number. Estimate."""

DOUBT_WORDS = 8
"""Words after a number within which it may be taken back. Estimate."""

CONTEXT_WORDS = 15
"""Words before a run in which it may be said what the digits are. Estimate."""

_start = attrgetter("start")


@dataclass(frozen=True, slots=True)
class Said:
    """A piece in its turn (`turn` is the place of the turn in the transcript); `corrects`: it takes
    the place of what was said before it."""

    turn: int
    piece: Piece
    corrects: bool = False


@dataclass(frozen=True, slots=True)
class Run:
    """Digits without other words between them. `counted`: the word after it counts something.

    `cue`: it was said before that a telephone number follows; `other`: that another thing does;
    `numbered`: it is the number of a thing ("посылка номер"). `doubted`: something is taken back
    right after it.
    """

    said: tuple[Said, ...]
    plus: bool = False
    counted: bool = False
    cue: bool = False
    other: bool = False
    numbered: bool = False
    doubted: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """Pieces said as one number: 955 of "девятьсот пятьдесят пять"; `digits` as written down."""

    said: tuple[Said, ...]
    digits: str = field(init=False, compare=False)

    def __post_init__(self) -> None:
        pieces = [said.piece for said in self.said]
        added = len(pieces) > 1 and pieces[0].value is not None
        digits = [str(sum(p.value or 0 for p in pieces))] if added else [p.digits for p in pieces]
        object.__setattr__(self, "digits", "".join(digits))

    @property
    def before(self) -> Break:
        """What lies before it."""
        return self.said[0].piece.before

    @property
    def corrects(self) -> bool:
        """Whether it takes the place of what was said before it."""
        return self.said[0].corrects


@dataclass(slots=True)
class _Open:
    """A run while it is heard."""

    said: list[Said] = field(default_factory=list)
    plus: bool = False
    fillers: int = 0
    correcting: bool = False

    def take(self, said: Said) -> None:
        self.said.append(replace(said, corrects=self.correcting and len(self.said) > 0))
        self.fillers, self.correcting = 0, False


def runs(turns: Sequence[Turn]) -> list[Run]:
    """All runs of digits of a recording. Turns that the recogniser may have invented hold none."""
    pieces = [
        [] if INVENTION_FLAGS.intersection(turn.flags) else pieces_of(turn.text) for turn in turns
    ]
    found: list[Run] = []
    for speaker in dict.fromkeys(turn.speaker_label for turn in turns):
        own = [at for at, turn in enumerate(turns) if turn.speaker_label == speaker]
        found.extend(_runs_of(own, turns, pieces))
    return [_in_context(run, turns, pieces) for run in found]


def _runs_of(
    own: Sequence[int], turns: Sequence[Turn], pieces: Sequence[Sequence[Piece]]
) -> Iterator[Run]:
    run, earlier = _Open(), -1
    for at in own:
        if run.said and not _goes_on(earlier, at, turns, pieces):
            yield _closed(run)
            run = _Open()
        for piece in pieces[at]:
            if piece.kind is Kind.DIGITS:
                if len(run.said) >= LONGEST_RUN:
                    yield _closed(run)
                    run = _Open()
                run.take(Said(at, piece))
            elif piece.kind is Kind.PLUS:
                if run.said:
                    yield _closed(run)
                run = _Open(plus=True)
            elif piece.kind is Kind.OTHER or run.fillers >= MOST_FILLERS:
                if run.said:
                    yield _closed(run, piece)
                run = _Open()
            elif run.said:
                run.fillers += 1
                run.correcting = run.correcting or piece.kind is Kind.CORRECTION
        earlier = at
    if run.said:
        yield _closed(run)


def _goes_on(
    earlier: int, later: int, turns: Sequence[Turn], pieces: Sequence[Sequence[Piece]]
) -> bool:
    """Whether what a speaker says in a later turn may be the rest of a number."""
    pause = turns[later].start_ms - turns[earlier].end_ms
    between = sum(len(pieces[at]) for at in range(earlier + 1, later))
    return pause <= LONGEST_PAUSE_MS and between <= MOST_WORDS_BETWEEN


def _closed(run: _Open, following: Piece | None = None) -> Run:
    counted = (
        following is not None
        and following.before is Break.NONE
        and not run.fillers
        and counts_after(following.low)
    )
    return Run(said=tuple(run.said), plus=run.plus, counted=counted)


def _in_context(run: Run, turns: Sequence[Turn], pieces: Sequence[Sequence[Piece]]) -> Run:
    """The run with what was said before it of the digits to come, and right after it."""
    words, before = dictation_words(), _pieces_before(run, turns, pieces)
    lows = [piece.low for piece in before]
    announcing = words.cue | words.dictating
    of_telephones = max((at for at, low in enumerate(lows) if low in words.cue), default=-1)
    at = max((at for at, low in enumerate(lows) if low in announcing), default=-1)
    numbered = (
        at > 0
        and lows[at].startswith("номер")
        and before[at].before is Break.NONE
        and is_thing(lows[at - 1])
    )  # "посылка номер"
    of_a_thing = at >= 0 and any(map(is_thing, lows[at + 1 : at + 2]))  # "номер части"
    other = of_a_thing or any(low.startswith(words.other) for low in lows[of_telephones + 1 :])
    cue = at >= 0 and not any(map(is_thing, lows[at + 1 :]))
    cue = cue or not announcing.isdisjoint(_words_inside(run, pieces))
    return replace(
        run,
        cue=cue and not other and not numbered,
        other=other,
        numbered=numbered,
        doubted=_is_doubted(run, pieces),
    )


def _is_doubted(run: Run, pieces: Sequence[Sequence[Piece]]) -> bool:
    """Whether something is taken back soon after the run, and other digits follow."""
    last = run.said[-1]
    own = pieces[last.turn]
    following = _place(own, last.piece) + 1
    later = [piece.kind for piece in own[following : following + 2 * DOUBT_WORDS]]
    if Kind.CORRECTION not in later[:DOUBT_WORDS]:
        return False
    at = later.index(Kind.CORRECTION)
    return Kind.DIGITS in later[at : at + DOUBT_WORDS]


def _place(own: Sequence[Piece], piece: Piece) -> int:
    """Where a piece stands among those of its turn."""
    return bisect_left(own, piece.start, key=_start)


def _pieces_before(
    run: Run, turns: Sequence[Turn], pieces: Sequence[Sequence[Piece]]
) -> list[Piece]:
    """Words without digits before a run, in its own turn and in those shortly before it."""
    first = run.said[0]
    found = _last_words(pieces[first.turn], _place(pieces[first.turn], first.piece))
    at = first.turn - 1
    since = turns[first.turn].start_ms - LONGEST_PAUSE_MS
    while at >= 0 and len(found) < CONTEXT_WORDS and turns[at].end_ms >= since:
        found = _last_words(pieces[at], len(pieces[at])) + found
        at -= 1
    return found[-CONTEXT_WORDS:]


def _last_words(own: Sequence[Piece], end: int) -> list[Piece]:
    """The last pieces without digits before a place of a turn, as many as context needs."""
    backwards = (own[at] for at in range(end - 1, -1, -1) if not own[at].digits)
    return list(islice(backwards, CONTEXT_WORDS))[::-1]


def _words_inside(run: Run, pieces: Sequence[Sequence[Piece]]) -> set[str]:
    first, last = run.said[0], run.said[-1]
    words: set[str] = set()
    for at in range(first.turn, last.turn + 1):
        own = pieces[at]
        begin = _place(own, first.piece) + 1 if at == first.turn else 0
        end = _place(own, last.piece) if at == last.turn else len(own)
        words.update(piece.low for piece in own[begin:end])
    return words


def groups_of(said: Sequence[Said]) -> list[Group]:
    """Numbers as they were said: words join where nothing lies between them."""
    groups: list[Group] = []
    for one in said:
        earlier = groups[-1].said[-1] if groups else None
        joins = (
            earlier is not None
            and not one.corrects
            and one.piece.before is Break.NONE
            and one.turn == earlier.turn
            and one.piece.joins(earlier.piece)
        )
        if joins:
            groups[-1] = Group((*groups[-1].said, one))
        else:
            groups.append(Group((one,)))
    return groups


def without_corrected(groups: Sequence[Group], *, to_the_end: bool = False) -> list[Group]:
    """Groups after every correction: what corrects takes the place of as many digits before it.

    "сорок один, не, сорок два" is 42, and "ноль семь, то есть ноль восемь" is 08. `to_the_end`:
    all that follows corrects, as in "двадцать семь, тридцать. Нет, двадцать восемь, тридцать".
    """
    kept: list[Group] = []
    for at, group in enumerate(groups):
        if group.corrects:
            following = groups[at + 1 :] if to_the_end else groups[at + 1 : at + 2]
            if group.digits != "0" and not to_the_end:
                following = []
            _take_back(kept, len(group.digits) + sum(len(one.digits) for one in following))
        kept.append(group)
    return kept


def _take_back(kept: list[Group], digits: int) -> None:
    """Remove groups from the end that are together so many digits; at least the last one."""
    total = count = 0
    while count < len(kept) and total < digits:
        count += 1
        total += len(kept[-count].digits)
    del kept[len(kept) - (count if total == digits else min(1, len(kept))) :]


def without_echoes(groups: Sequence[Group]) -> list[Group]:
    """Groups without turns that only repeat the turn before them: where voices are not told apart,
    one dictates and the other repeats under the same label."""
    by_turn: dict[int, list[Group]] = {}
    for group in groups:
        by_turn.setdefault(group.said[0].turn, []).append(group)
    kept: list[Group] = []
    for own in by_turn.values():
        said = [group.digits for group in own]
        if [group.digits for group in kept[-len(own) :]] != said:
            kept.extend(own)
    return kept
