"""How decisions, and what they changed, are shown."""

from collections.abc import Sequence

from rich.markup import escape

from earwitness.cli.views import Answer, out, print_json, say
from earwitness.records.printable import printable

NOBODY = "nobody in the sources"


def show_judged(answer: Answer, as_json: bool) -> None:
    """The decision that was just recorded, and what changed."""
    if as_json:
        return print_json(answer)
    _show_one(answer["judgement"])
    if answer["judgement"]["verdict"] == "none":
        say("Taken back, with all it caused. The history keeps it.")
    for one in answer["voices"]:
        before, after = _members(one["before"]), _members(one["after"])
        out.print(f"  {one['voice']}: {before} → {after}", soft_wrap=True)
    if answer["judgement"]["claim"]:
        return say("It is shown in `earwitness support` and `earwitness claims`.")
    return show_changes(answer["changes"])


def _members(group: Answer | None) -> str:
    return f"in a group of {len(group['members'])} voices" if group else "in no group"


def show_effects(answer: Answer, as_json: bool) -> None:
    """One decision of before, and what it changed as things are today."""
    if as_json:
        return print_json(answer)
    _show_one(answer["judgement"])
    return show_changes(answer["changes"])


def show_changes(changes: Sequence[Answer]) -> None:
    """Who led before and who leads after, on each side of each call."""
    for change in changes:
        before, after = _leader(change["before"]), _leader(change["after"])
        out.print(
            f"  [dim]{change['call']} {change['side']}[/]  {before} → {after}", soft_wrap=True
        )
        for one in change["candidates"]:
            if one["before"] != one["after"]:
                name = _name(one["person"])
                shares = f"{_share(one['before'])} → {_share(one['after'])}"
                out.print(f"      {name}: {shares}", soft_wrap=True)
    calls = len({change["call"] for change in changes})
    return say(
        f"Changed: {len(changes)} sides of {calls} calls."
        if changes
        else "No attribution changed by it."
    )


def show_judgements(found: Sequence[Answer], as_json: bool) -> None:
    """Decisions, each with what it superseded."""
    if as_json:
        return print_json(list(found))
    for one in found:
        _show_one(one)
        for earlier in one["history"]:
            _show_one(earlier, indent="    before: ")
    return say(f"{len(found)} judgements." if found else "Nobody has judged anything yet.")


def _show_one(one: Answer, indent: str = "") -> None:
    about = one["person"] or NOBODY if one["call"] else one["person"] or "two voices"
    if claim := one["claim"]:
        lost = "" if claim["id_now"] else ", no longer found"
        about = f"the {claim['kind']} claim «{claim['quote']}» in {claim['call']}{lost}"
    where = f" as the {one['side']} of {one['call']}" if one["call"] else ""
    out.print(
        f"{indent}[bold]{one['verdict']}[/] {_plain(about)}{where}  "
        f"[dim]{_plain(one['subject'])}[/]",
        soft_wrap=True,
    )
    out.print(
        f"{' ' * len(indent)}    {one['id']}, by {_plain(one['by'])}, {one['at'][:16]}: "
        f"{_plain(one['why'])}",
        soft_wrap=True,
    )


def _leader(leader: Answer | None) -> str:
    if leader is None:
        return "no candidate"
    decided = "" if leader["judgement"] == "none" else f", judged {leader['judgement']}"
    return f"{_name(leader['person'])} ({_share(leader['probability'])}{decided})"


def _name(person: Answer | None) -> str:
    return _plain(person["name"]) if person else NOBODY


def _share(probability: float | None) -> str:
    return "–" if probability is None else f"{probability:.2f}"


def _plain(text: str) -> str:
    return escape(printable(text))
