"""Counts of duplicates: what copies share by construction, against what was reported."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from earwitness.archive.duplicate_relations import LEAST_SECONDS
from earwitness.records.duplicates import DuplicatePair, Duplicates, Fingerprint, Relation

Pair = frozenset[str]


@dataclass(frozen=True, slots=True)
class Copy:
    """A sound made from a call: the span of the original that it holds, in ms, and its sides."""

    call: str
    kind: str
    starts_ms: float
    ends_ms: float
    sides: frozenset[int]
    print: Fingerprint

    @property
    def sha256(self) -> str:
        """What stands for its bytes."""
        return self.print.sha256


def shared_ms(first: Copy, second: Copy) -> float:
    """How long the sound is that both hold by construction."""
    if first.call != second.call or not first.sides & second.sides:
        return 0.0
    return max(0.0, min(first.ends_ms, second.ends_ms) - max(first.starts_ms, second.starts_ms))


def expected(first: Copy, second: Copy) -> bool:
    """Whether the two share as much as a duplicate must (LEAST_SECONDS)."""
    return shared_ms(first, second) >= 1000 * LEAST_SECONDS


class Reported:
    """What was reported, by sound: recordings with identical samples are one."""

    def __init__(self, found: Sequence[Duplicates]) -> None:
        pairs = [pair for one in found for group in one.groups for pair in group.pairs]
        self._same: dict[str, str] = {}
        self.identical = [pair for pair in pairs if pair.relation is Relation.SAME_AUDIO]
        for pair in self.identical:
            first, second = self.sound(pair.first), self.sound(pair.second)
            self._same[max(first, second)] = min(first, second)
        self.alike = self._by_sound(p for p in pairs if p.relation is not Relation.SAME_AUDIO)
        self.parts = self._by_sound(part for one in found for part in one.shared_parts)

    def sound(self, sha256: str) -> str:
        """The recording that stands for all with these samples."""
        while (above := self._same.get(sha256, sha256)) != sha256:
            sha256 = above
        return sha256

    def key(self, first: Copy, second: Copy) -> Pair:
        """The two sounds of two copies; one alone if they are the same."""
        return frozenset({self.sound(first.sha256), self.sound(second.sha256)})

    def found(self, first: Copy, second: Copy) -> bool:
        """Whether the two were reported as copies of one sound."""
        key = self.key(first, second)
        return len(key) == 1 or key in self.alike

    def _by_sound(self, pairs: Iterable[DuplicatePair]) -> dict[Pair, DuplicatePair]:
        return {frozenset({self.sound(p.first), self.sound(p.second)}): p for p in pairs}


@dataclass
class KindCount:
    """One kind of copy against its originals, and against all other sounds of its calls."""

    with_original: Counter[bool] = field(default_factory=Counter)
    with_any: Counter[bool] = field(default_factory=Counter)
    pairs: list[DuplicatePair] = field(default_factory=list)
    offsets_ms: list[float] = field(default_factory=list)


def count_kinds(
    copies: Sequence[Copy], pairs: Iterable[tuple[Copy, Copy]], reported: Reported
) -> dict[str, KindCount]:
    """Found and missed of the expected pairs, by kind. A pair with any other counts for both."""
    by_hash = {copy.sha256: copy for copy in copies}
    counts: dict[str, KindCount] = {copy.kind: KindCount() for copy in copies}
    for first, second in pairs:
        found = reported.found(first, second)
        for own, other in ((first, second), (second, first)):
            counts[own.kind].with_any[found] += 1
            if other.kind != "original":
                continue
            counts[own.kind].with_original[found] += 1
            pair = reported.alike.get(reported.key(own, other))
            if pair is not None:
                counts[own.kind].pairs.append(pair)
                counts[own.kind].offsets_ms.append(offset_error_ms(pair, by_hash))
    return counts


def expected_pairs(copies: Sequence[Copy], *, apart: bool) -> Iterator[tuple[Copy, Copy]]:
    """Every two copies that share enough by construction; `apart`: only with the original."""
    by_call: dict[str, list[Copy]] = defaultdict(list)
    for copy in copies:
        by_call[copy.call].append(copy)
    for own in by_call.values():
        for first, second in combinations(own, 2):
            if expected(first, second) and not (apart and first.kind != "original"):
                yield first, second


def expected_sounds(pairs: Iterable[tuple[Copy, Copy]], reported: Reported) -> dict[Pair, bool]:
    """The expected pairs of different sounds, each once, and whether it was reported."""
    keys = {reported.key(*pair): reported.found(*pair) for pair in pairs}
    return {key: found for key, found in keys.items() if len(key) == 2}


def offset_error_ms(pair: DuplicatePair, by_hash: dict[str, Copy]) -> float:
    """How far the reported offset is from where the two were cut."""
    first, second = by_hash[pair.first], by_hash[pair.second]
    return abs(pair.offset_ms - (first.starts_ms - second.starts_ms))


def false_pairs(
    pairs: Iterable[DuplicatePair], by_hash: dict[str, Copy]
) -> list[tuple[Copy, Copy, DuplicatePair]]:
    """Reported pairs that share no sound by construction: of different calls, or of one."""
    both = [(by_hash[pair.first], by_hash[pair.second], pair) for pair in pairs]
    return [one for one in both if not shared_ms(one[0], one[1])]
