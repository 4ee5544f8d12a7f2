"""How matters, published facts and grades are shown."""

from collections.abc import Sequence

from rich.markup import escape

from earwitness.cli.views import Answer, clock, out, print_json, say
from earwitness.records.printable import printable

SHOWN = 5
"""Relations of a matter that the list shows; a named matter shows all."""


def show_support(found: Sequence[Answer], as_json: bool, *, in_full: bool) -> None:
    """Matters, those with contradictions first."""
    if as_json:
        return print_json(list(found))
    for matter in found:
        _show_matter(matter, in_full)
    disputed = sum(any(r["relation"] == "contradicts" for r in m["relations"]) for m in found)
    return say(
        f"{len(found)} matters, {disputed} with contradictions. What hangs together was found by "
        "machine; grades and judgements are people's. Overlapping claims are never summed."
    )


def _show_matter(matter: Answer, in_full: bool) -> None:
    about = (matter["kind"], matter["object"], matter["unit"], matter["place"])
    days = f"{matter['from']} to {matter['to']}" if matter["from"] else "no day known"
    loosely = ", from when it was said" if matter["by_said_at"] else ""
    out.print(
        f"[bold]{_plain(', '.join(filter(None, about)))}[/]  [dim]{days}{loosely}  "
        f"{matter['id']}[/]",
        soft_wrap=True,
    )
    own = matter["independence"]
    out.print(f"    from at least {own['low']}, at most {own['high']} who are independent")
    for claim in matter["claims"]:
        _show_claim(claim)
    for fact in matter["facts"]:
        text = f"{fact.get('event', '')} ({fact.get('source', '')}){_grade(fact['grade'])}"
        out.print(f"    published: {_plain(text)}  [dim]{fact['id']}[/]", soft_wrap=True)
    relations = [r for r in matter["relations"] if in_full or r["relation"] != "compatible"]
    for one in relations if in_full else relations[:SHOWN]:
        later = f" ({one['supersedes']} is the later)" if one["supersedes"] else ""
        told = f"{one['left']} – {one['right']}: {one['relation']}{later}; {one['why']}"
        out.print(f"    {_plain(told)}", soft_wrap=True)
    hidden = matter["unshown"] + max(0, 0 if in_full else len(relations) - SHOWN)
    if hidden:
        out.print(f"    {hidden} more pairs are not shown.")
    if in_full:
        _show_reasons(matter)


def _show_claim(claim: Answer) -> None:
    judged = f", judged {claim['judgement']}" if claim.get("judgement") else ""
    graded = _grade(claim.get("grade")) + _grade(claim.get("speaker_grade"), "speaker ")
    judged = (", denied" if claim.get("denied") else "") + judged
    where = (
        f"{claim.get('call', '')} {clock(claim.get('start_ms'))} {claim.get('speaker_label', '')}"
    )
    out.print(
        f"    «{_plain(claim.get('quote', ''))}»{_plain(graded + judged)}  "
        f"[dim]{_plain(where)}  {claim['id']}[/]",
        soft_wrap=True,
    )


def _show_reasons(matter: Answer) -> None:
    for step in matter["steps"]:
        out.print(f"    together by {step['field']}: {_plain(step['why'])}", soft_wrap=True)
    for echo in matter["independence"]["echoes"]:
        how = "count as one" if echo["certain"] else "may hang together"
        told = f"{len(echo['claim_ids'])} claims {how}: {echo['why']}"
        out.print(f"    {_plain(told)}", soft_wrap=True)
    if matter["compatible_matters"]:
        out.print(f"    may be part of, or hold: {', '.join(matter['compatible_matters'])}")


def show_facts(found: Sequence[Answer], as_json: bool) -> None:
    """Files of published facts, version by version."""
    if as_json:
        return print_json(list(found))
    for file in found:
        state = _standing(file)
        out.print(
            f"[bold]{_plain(file['name'])}[/] version {file['version']}, "
            f"{len(file['facts'])} facts{state}",
            soft_wrap=True,
        )
        for fact in file["facts"]:
            days = " to ".join(dict.fromkeys((fact["from"], fact["to"])))
            told = ", ".join(filter(None, (days, fact.get("place"), fact["event"])))
            out.print(f"    {_plain(told)}  [dim]{fact['id']}[/]", soft_wrap=True)
        if file["bad_rows"]:
            say(
                f"{len(file['bad_rows'])} rows were left out: earwitness calls --problems "
                "--stage facts says why."
            )
    if not found:
        return say("No published facts were taken in yet.")
    return say("Compared at the next `earwitness process`.")


def _standing(file: Answer) -> str:
    if not file["leads"]:
        return ", not compared: a newer version of this name leads"
    before = file["version"] - 1
    return f", in place of version {before}" if before else ""


def show_grade(answer: Answer, as_json: bool) -> None:
    """The grade that was just given."""
    return print_json(answer) if as_json else _show_grade(answer)


def show_grades(found: Sequence[Answer], as_json: bool) -> None:
    """Grades, each with what it superseded."""
    if as_json:
        return print_json(list(found))
    for one in found:
        _show_grade(one)
        for earlier in one["history"]:
            _show_grade(earlier, "    before: ")
    return say(f"{len(found)} grades." if found else "Nobody has graded anything yet.")


def _show_grade(one: Answer, indent: str = "") -> None:
    given = one["source"] + one["information"] or "taken back"
    claim = one["claim"]
    about = f" «{claim['quote']}»" if claim else ""
    lost = ", no longer found" if claim and not claim["id_now"] else ""
    out.print(
        f"{indent}[bold]{given}[/] {_plain(one['subject'] + about + lost)}, by "
        f"{_plain(one['by'])}, {one['at'][:16]}: {_plain(one['why'])}",
        soft_wrap=True,
    )


def _grade(grade: Answer | None, whose: str = "") -> str:
    return f", {whose}graded {grade['source']}{grade['information']}" if grade else ""


def _plain(text: str) -> str:
    return escape(printable(text))
