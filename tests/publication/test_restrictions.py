"""What may not go out unasked: sexual violence, the dead and wounded."""

import pytest

from earwitness.publication.restrictions import restrictions
from earwitness.records.claim import Claim, LocatedClaim, ThemeMark
from earwitness.records.hearing import Turn
from earwitness.records.release import RestrictionReason

DEAD, SEXUAL = RestrictionReason.DEAD_OR_WOUNDED, RestrictionReason.SEXUAL_VIOLENCE


def turn(text: str, translation: str = "") -> Turn:
    return Turn(
        start_ms=0, end_ms=1000, speaker_label="a", channel=0, language="ru", text=text,
        translation=translation,
    )  # fmt: skip


def mark(value: str, kind: str = "theme") -> ThemeMark:
    return ThemeMark(
        call_id="c", sha256="s", start_ms=0, end_ms=1, speaker_label="a", kind=kind, value=value,
        quote="",
    )  # fmt: skip


def claim(**fields: object) -> LocatedClaim:
    own = Claim(quote="", start=0, end=0, rule="r", **{"kind": "position", **fields})  # type: ignore[arg-type]
    return LocatedClaim(
        id="claim-1", call_id="c", sha256="s", start_ms=0, end_ms=1, speaker_label="a",
        translation="", claim=own,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("В роте двенадцать двухсотых.", DEAD),
        ("Трупы лежат на дороге.", DEAD),
        ("Его ранило, он раненый.", DEAD),
        ("Багато хлопців загинуло.", DEAD),
        ("Two of them were killed.", DEAD),
        ("Он её изнасиловал.", SEXUAL),
        ("Її зґвалтували.", SEXUAL),
        ("She was raped.", SEXUAL),
    ],
)
def test_words_restrict(text: str, reason: RestrictionReason) -> None:
    assert reason in restrictions([turn(text)], [], [])
    assert reason in restrictions([turn("", translation=text)], [], [])


@pytest.mark.parametrize(
    "text", ["Мы стоим без связи.", "Мама, привет.", "Командир роты сбежал.", "We have no bread.",
             "Насильно никого не держат."],
)  # fmt: skip
def test_ordinary_talk_does_not(text: str) -> None:
    assert restrictions([turn(text)], [], []) == ()


def test_claims_and_themes_restrict_without_any_word() -> None:
    quiet = [turn("Ну да.")]
    assert restrictions(quiet, [claim(kind="loss")], []) == (DEAD,)
    assert restrictions(quiet, [claim(wounded=4)], []) == (DEAD,)
    assert restrictions(quiet, [claim()], [mark("morale")]) == ()
    assert restrictions(quiet, [], [mark("civilian_dead", "suggestion")]) == (DEAD,)
    assert restrictions(quiet, [], [mark("sexual-violence")]) == (SEXUAL,)
    both = restrictions([turn("Изнасиловали и убили.")], [], [])
    assert both == (SEXUAL, DEAD)
