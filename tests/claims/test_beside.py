"""Claims of a second extractor beside those of the rules."""

from earwitness.claims.beside import with_second
from earwitness.records.claim import Claim, LocatedClaim


def located(name: str, kind: str, start_ms: int, end_ms: int, sha256: str = "a") -> LocatedClaim:
    claim = Claim(kind=kind, quote=name, start=0, end=len(name), rule=name)
    return LocatedClaim(
        id=name, call_id="call", sha256=sha256, start_ms=start_ms, end_ms=end_ms,
        speaker_label="speaker-1", translation="", claim=claim,
    )  # fmt: skip


def test_what_only_the_second_extractor_found_comes_after_the_first_ones() -> None:
    first = [located("rule", "loss", 1_000, 2_000)]
    second = [
        located("same", "loss", 1_500, 2_500),
        located("other kind", "order", 1_500, 2_500),
        located("later", "loss", 2_000, 3_000),
        located("other recording", "loss", 1_000, 2_000, sha256="b"),
    ]
    shown = [claim.id for claim in with_second(first, second)]
    assert shown == ["rule", "other kind", "later", "other recording"]


def test_what_the_first_took_for_a_joke_is_not_stated_by_the_second() -> None:
    joke = located("joke", "loss", 1_000, 2_000)
    stated = [located("model", "loss", 1_000, 2_000), located("later", "loss", 2_000, 3_000)]
    assert [claim.id for claim in with_second([], stated, [joke])] == ["later"]
