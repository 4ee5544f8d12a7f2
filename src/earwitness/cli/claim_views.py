"""Claims as a person reads them."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rich.markup import escape

from earwitness.claims.loss_table.table import aside_of
from earwitness.claims.wording import context_of, details_of
from earwitness.cli.views import clock, out, print_json, say
from earwitness.records.claim import LocatedClaim

Answer = Mapping[str, Any]


def show_claims(
    found: Sequence[LocatedClaim],
    answers: Sequence[Answer],
    as_json: bool,
    *,
    unasserted: bool = False,
) -> None:
    """What was claimed, or what was said without being claimed; `answers` in the same order."""
    if as_json:
        return print_json(list(answers))
    for located, answer in zip(found, answers, strict=True):
        _show(located, answer)
    if unasserted:
        return say(
            f"{len(found)} sayings that claim nothing: asked, denied, planned, supposed, joked."
        )
    return say(f"{len(found)} claims. Overlapping claims are never summed.")


def _show(located: LocatedClaim, answer: Answer) -> None:
    details = ", ".join(_details(located, answer))
    where = f"{located.call_id} {clock(located.start_ms)} {located.id}"
    out.print(
        f"[bold]{escape(located.claim.kind)}[/]{': ' if details else ''}{escape(details)}  "
        f"[dim]{escape(where)}[/]",
        soft_wrap=True,
    )
    out.print(f"    «{escape(located.claim.quote)}»", soft_wrap=True)
    if located.translation:
        out.print(f"    [dim]{escape(located.translation)}[/]", soft_wrap=True)
    if context := context_of(located):
        out.print(f"    {escape(f'from the context: {context}')}", soft_wrap=True)


def _details(located: LocatedClaim, answer: Answer) -> Iterator[str]:
    """Why it claims nothing, if so; what it says; what people think of it."""
    if aside := aside_of(located.claim):
        yield aside
    yield from details_of(located)
    if answer.get("duplicate_of"):
        yield "heard on a copy"
    if answer.get("grade"):
        yield f"graded {answer['grade']}"
    if answer.get("judgement"):
        yield f"judged {answer['judgement']}"
