"""Claims as a person reads them."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rich.markup import escape

from earwitness.claims.loss_table.wording import unit_in_words
from earwitness.cli.views import clock, out, print_json, say

Answer = Mapping[str, Any]

_FIGURES = ("killed", "wounded", "missing", "captured", "refused", "remaining")
_NAMES = {"total": "strength before", "fraction": "share lost"}
_KNOWN = {"took_part": "took part", "saw": "saw it", "told": "was told", "television": "television"}


def show_claims(found: Sequence[Answer], as_json: bool, *, unasserted: bool = False) -> None:
    """What was claimed, or what was said without being claimed."""
    if as_json:
        return print_json(list(found))
    for claim in found:
        _show(claim)
    if unasserted:
        return say(
            f"{len(found)} sayings that claim nothing: asked, denied, planned, supposed, joked."
        )
    return say(f"{len(found)} claims. Overlapping claims are never summed.")


def _show(claim: Answer) -> None:
    details = ", ".join(_details(claim))
    out.print(
        f"[bold]{escape(claim['kind'])}[/]{': ' if details else ''}{escape(details)}  "
        f"[dim]{claim['call']} {clock(claim['start_ms'])} {claim['id']}[/]",
        soft_wrap=True,
    )
    out.print(f"    «{escape(claim['quote'])}»", soft_wrap=True)
    if claim["translation"]:
        out.print(f"    [dim]{escape(claim['translation'])}[/]", soft_wrap=True)
    if claim.get("context"):
        out.print(f"    {escape(_context(claim))}", soft_wrap=True)


def _details(claim: Answer) -> Iterator[str]:
    """What is said, field by field, in words."""
    yield from (claim[name] for name in ("polarity", "mood") if claim.get(name))
    if claim.get("object", "people") != "people":
        yield claim["object"]
    if claim.get("unit"):
        yield unit_in_words(claim["unit"])
    for name in (*_FIGURES, "total", "fraction"):
        if claim.get(name) is not None:
            yield f"{_NAMES.get(name, name)} {claim[name]}"
    if claim.get("destroyed"):
        yield "destroyed"
    if claim.get("place"):
        yield f"at {claim['place']}"
    if claim.get("home_base"):
        yield f"home base {claim['home_base']}"
    yield from _time(claim)
    yield from _source(claim)
    if claim.get("duplicate_of"):
        yield "heard on a copy"
    if claim.get("grade"):
        yield f"graded {claim['grade']}"
    if claim.get("judgement"):
        yield f"judged {claim['judgement']}"


def _time(claim: Answer) -> Iterator[str]:
    ends = dict.fromkeys(claim[name] for name in ("meant_from", "meant_to") if claim.get(name))
    said = claim["when"]["said"] if claim.get("when") else ""
    if ends:
        yield f"of {' to '.join(ends)}" + (f" (“{said}”)" if said else "")
    elif said:
        yield f"“{said}”"


def _source(claim: Answer) -> Iterator[str]:
    if claim.get("told_by"):
        yield f"told by “{claim['told_by']}”"
    elif claim.get("known_by"):
        yield _KNOWN.get(claim["known_by"]) or str(claim["known_by"])
    elif claim.get("hearsay"):
        yield "hearsay"


def _context(claim: Answer) -> str:
    """What other sentences of the call add, and which they are."""
    added = [
        f"{name} {claim[key]}"
        for name, key in (("unit", "unit_in_context"), ("place", "place_in_context"))
        if claim.get(key)
    ]
    return f"from the context: {', '.join(added) or 'more'} ({claim['context']})"
