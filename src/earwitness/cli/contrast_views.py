"""How the contrast looks: for people and as JSON."""

from collections.abc import Sequence

from rich.markup import escape

from earwitness.claims.contrast.json_shape import contrasts_to_json
from earwitness.claims.contrast.wording import WINDOW, role_in_words, strength_in_words
from earwitness.cli.views import clock, out, print_json, say
from earwitness.records.contrast import Contrast, Saying


def show_contrasts(found: Sequence[Contrast], as_json: bool) -> None:
    """Each quotation of the official story, and what stands beside it."""
    if as_json:
        return print_json(contrasts_to_json(found))
    for one in found:
        _show(one)
    say(f"{len(found)} quotations of the official story. {WINDOW}")
    return say("Who speaks is a guess; listen to both. A contrast is no proof that either is true.")


def _show(one: Contrast) -> None:
    out.print(f"[bold]{one.official.day or 'day not known'}[/]  {escape(_place(one.official))}")
    _show_saying(one.official, "  ")
    for other in one.beside:
        words = ", ".join((strength_in_words(other), *other.shared))
        out.print(f"    [bold]{escape(words)}[/]  {escape(_place(other.saying))}", soft_wrap=True)
        _show_saying(other.saying, "      ")
    for fact in one.facts:
        days = " to ".join(dict.fromkeys((str(fact.happened_from), str(fact.happened_to))))
        line = f"    published: {days} {fact.event} ({fact.source})"
        out.print(escape(line), soft_wrap=True)
    if one.unshown:
        out.print(f"    and {one.unshown} more")


def _show_saying(one: Saying, indent: str) -> None:
    out.print(f"{indent}«{escape(one.quote)}»", soft_wrap=True)
    if one.translation:
        out.print(f"{indent}{escape(one.translation)}", style="italic", soft_wrap=True)
    about = [", ".join(one.signs), role_in_words(one)]
    out.print(f"{indent}[dim]{escape(' · '.join(filter(None, about)))}[/]", soft_wrap=True)


def _place(one: Saying) -> str:
    return f"{one.call_id} {clock(one.start_ms)}–{clock(one.end_ms)}"
