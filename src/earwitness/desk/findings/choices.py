"""What the filters of the board offer, and the filters in force in words."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from earwitness.app.claim_board import asking
from earwitness.desk.asking import Chip, Choice
from earwitness.desk.findings import wording
from earwitness.desk.findings.asking import ALL, ASIDE, STATED, Asked
from earwitness.desk.wording import theme_name
from earwitness.records.attribution import Judgement
from earwitness.records.claim_board import Bearing, Board

MOST_OFFERED = 100
"""Persons, units and places that are offered; all can be typed. Estimate."""


def choices(board: Board) -> dict[str, Any]:
    """Choices by filter, those of the commonest first."""
    there = asking.choices(board)
    return {
        "kinds": [Choice(one, f"{wording.kind(one)} ({n})") for one, n in there.kinds],
        "themes": [Choice(one, f"{theme_name(one)} ({n})") for one, n in there.themes],
        "units": [one for one, _n in there.units[:MOST_OFFERED]],
        "places": [one for one, _n in there.places[:MOST_OFFERED]],
        "persons": [one for one, _n in there.persons[:MOST_OFFERED]],
        "bearings": [Choice(one.value, str(wording.BEARINGS[one])) for one in Bearing],
        "verdicts": [Choice(one.value, str(wording.VERDICTS[one])) for one in Judgement],
        "grades": [
            Choice(letter, str(words))
            for letter, words in (
                *wording.SOURCE_GRADES.items(),
                *wording.INFORMATION_GRADES.items(),
            )
        ],
        "said": [Choice(ASIDE, _said(ASIDE)), Choice(ALL, _said(ALL))],
    }


def chips(asked: Asked) -> Sequence[Chip]:
    """Every filter in force."""
    return [
        Chip(_words(name, value), asked.address(**{name: ""})) for name, value in asked.said.items()
    ]


def _words(name: str, value: str) -> str:
    shown = {
        "kind": wording.kind,
        "theme": theme_name,
        "support": lambda text: str(wording.BEARINGS[Bearing(text)]),
        "judged": lambda text: str(wording.VERDICTS[Judgement(text)]),
        "said": _said,
    }.get(name, str)(value)
    said = {
        "from": _("from %s"),
        "to": _("until %s"),
        "unit": _("unit %s"),
        "place": _("place %s"),
        "theme": _("theme %s"),
        "person": _("person %s"),
        "grade": _("grade %s"),
        "judged": _("judged: %s"),
    }.get(name, "%s")
    return said % shown


def _said(value: str) -> str:
    return {
        STATED: _("stated"),
        ASIDE: _("asked, denied, joked, planned"),
        ALL: _("stated or not"),
    }.get(value, value)
