"""A neighbourhood as its list and its drawing show it."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from earwitness.desk.figures import probability
from earwitness.desk.speakers.wording import group_name
from earwitness.records.neighbours import Near, NearKind, Neighbourhood


@dataclass(frozen=True, slots=True, kw_only=True)
class NearView:
    """A neighbour in words; `address` is its own page, `id` its node."""

    id: str
    kind: str
    kind_name: str
    key: str
    label: str
    tie: str
    address: str
    confirmed: bool
    same_side: bool
    calls: int


def list_of_near(found: Neighbourhood) -> list[NearView]:
    """All that was handed out, in order."""
    return [
        NearView(
            id=node_id(one.kind, one.key),
            kind=one.kind.value,
            kind_name=kind_name(one.kind),
            key=one.key,
            label=label_of(one.kind, one.label),
            tie=_tie(one),
            address=address_of(one.kind, one.key),
            confirmed=one.confirmed,
            same_side=one.same_side,
            calls=one.calls,
        )
        for one in found.near
    ]


def as_json(found: Neighbourhood, start: int) -> dict[str, Any]:
    """What the drawing in the browser is told: the node, some neighbours, how many are left."""
    return {
        "node": {
            "id": node_id(found.kind, found.key),
            "kind": found.kind.value,
            "key": found.key,
            "label": label_of(found.kind, found.label),
            "calls": found.calls,
            "address": address_of(found.kind, found.key),
        },
        "near": [
            {
                "id": one.id,
                "kind": one.kind,
                "kindName": one.kind_name,
                "key": one.key,
                "label": one.label,
                "tie": one.tie,
                "calls": one.calls,
                "address": one.address,
                "confirmed": one.confirmed,
                "sameSide": one.same_side,
            }
            for one in list_of_near(found)
        ],
        "total": found.total,
        "next": start + len(found.near) if start + len(found.near) < found.total else None,
    }


def node_id(kind: NearKind, key: str) -> str:
    """What a node is told by on the page."""
    return f"{kind.value} {key}"


def label_of(kind: NearKind, label: str) -> str:
    """How a node is called."""
    return group_name(label) if kind is NearKind.VOICE else label


def kind_name(kind: NearKind) -> str:
    """What a node is."""
    return {
        NearKind.LINE: _("Line"),
        NearKind.PERSON: _("Person"),
        NearKind.VOICE: _("Voices"),
    }[kind]


def address_of(kind: NearKind, key: str) -> str:
    """The page of a node; "" if it has none."""
    if kind is NearKind.LINE:
        plain = key.startswith("+") and key[1:].isdigit() and len(key) <= 21
        return reverse("speakers_of_line", args=[key]) if plain else ""
    if kind is NearKind.PERSON:
        return reverse("person", args=[key])
    return reverse("voice_group", args=[key])


def _tie(one: Near) -> str:
    calls = ngettext("%(number)d call", "%(number)d calls", one.calls) % {"number": one.calls}
    if one.confirmed:
        return _("%(calls)s, confirmed by a person") % {"calls": calls}
    if one.probability is not None and one.same_side:
        return _("%(calls)s, perhaps, %(chance)s at best") % {
            "calls": calls,
            "chance": probability(one.probability),
        }
    if not one.same_side:
        return _("%(calls)s in common, sides not told apart") % {"calls": calls}
    return calls
