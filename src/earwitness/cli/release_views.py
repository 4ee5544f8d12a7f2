"""How releases are shown."""

from collections.abc import Sequence

from rich.markup import escape

from earwitness.app.releases.words import clock
from earwitness.cli.views import Answer, out, print_json, say
from earwitness.records.printable import printable
from earwitness.records.release import ReleaseDraft


def say_made(draft: ReleaseDraft) -> None:
    """A new release."""
    say(
        f"The release {draft.name} is there, and empty. Next: earwitness release clip {draft.name} "
        "CALL --from 0:12 --to 0:36"
    )


def say_kept(draft: ReleaseDraft) -> None:
    """Something was changed."""
    say(f"Kept as version {draft.version} of {draft.name}, by {printable(draft.by)}.")


def say_renamed(draft: ReleaseDraft, said: str, times: int) -> None:
    """A name is replaced, or nobody says it."""
    say_kept(draft)
    if times:
        return say(f"«{printable(said)}» is replaced {times} times in this clip.")
    return say(
        f"But «{printable(said)}» stands nowhere in the text of this clip, so nothing is replaced "
        "and nothing covered. If it is said there, the machine wrote it otherwise: give it as it "
        "is written, or correct the transcript."
    )


def say_withdrawn(draft: ReleaseDraft, page_added: bool) -> None:
    """Something was taken back."""
    if page_added:
        say(
            "Pages are made from now on, too (html): the files of "
            f"{', '.join(draft.publishers[:-1])} cannot tell readers that something was taken back."
        )
    say(
        f"Kept as version {draft.version} of {draft.name}. What lies outside is not touched: take "
        "it off yourself now. For the page that says so: earwitness release build "
        f"{draft.name}, then sign and publish."
    )


def show_releases(found: Sequence[Answer], as_json: bool) -> None:
    """Every release, one line each."""
    if as_json:
        return print_json(list(found))
    for one in found:
        public = f"edition {one['public_edition']} is public" if one["public_edition"] else "inside"
        state = "withdrawn" if one["withdrawn"] else public
        _line(
            f"[bold]{_plain(one['name'])}[/] {_plain(one['title'])}  [dim]{one['clips']} clips, "
            f"version {one['version']}, {one['editions']} editions, {state}[/]"
        )
    return say(f"{len(found)} releases." if found else "There is no release yet.")


def show_release(one: Answer, as_json: bool) -> None:
    """One release in full."""
    if as_json:
        return print_json(one)
    draft = one["draft"]
    _line(f"[bold]{_plain(draft['title'])}[/]  [dim]{draft['name']}, version {draft['version']}[/]")
    for field in ("introduction", "method", "known", "not_known", "selection"):
        for text in draft[field]:
            _line(f"    [dim]{field}[/] {_plain(text)}")
    for clip in draft["clips"]:
        _show_clip_lines(clip)
    for finding in draft["findings"]:
        _line(f"    finding: {_plain(finding['text'])}  [dim]{finding['clip_id']}[/]")
    for correction in draft["corrections"]:
        _line(f"    corrected on {correction['on']}: {_plain(correction['text'])}")
    if one["edition"]:
        _show_edition(one["edition"])
    for span in one["public"]:
        until = f"to {span['until'][:16]} UTC ({span['ended_by']})" if span["until"] else "to now"
        _line(f"Public: edition {span['edition']} from {span['from'][:16]} UTC {until}")
    _show_todo("Before it can be built", one["before_building"])
    _show_todo("Readers would miss", one["advice"])
    return None


def show_clip(answer: Answer, as_json: bool) -> None:
    """A clip that was just chosen or changed, and what was cut off."""
    if as_json:
        return print_json(answer)
    _show_clip_lines(answer["clip"])
    ends = (("Its beginning", answer["head_cut_ms"]), ("Its end", answer["tail_cut_ms"]))
    for end, moved in ends:
        if moved > 0:
            say(f"{end} was cut by {moved / 1000:.2f} s: nothing is said there.")
        elif moved < 0:
            say(f"{end} was moved outward by {-moved / 1000:.2f} s, so that no word is cut.")
    return None


def _show_clip_lines(clip: Answer) -> None:
    if clip["withdrawn"]:
        _line(
            f"  [bold]{clip['id']}[/] {_plain(clip['title'])}: "
            f"withdrawn, {_plain(clip['withdrawn'])}"
        )
        return
    channels = f", channels {clip['channels']}" if clip["channels"] else ""
    _line(
        f"  [bold]{clip['id']}[/] {_plain(clip['title'])}  [dim]{_plain(clip['call_id'])} "
        f"{clock(clip['start_ms'])} to {clock(clip['end_ms'])}{channels}; sound: {clip['audio']}; "
        f"texts: {', '.join(clip['texts']) or 'none'}[/]"
    )
    for speaker in clip["speakers"]:
        told = f" ({speaker['description']})" if speaker["description"] else ""
        _line(f"      {_plain(speaker['speaker_label'])} is {_plain(speaker['name'] + told)}")
    for one in clip["renames"]:
        _line(f"      «{_plain(one['said'])}» becomes «{_plain(one['shown'])}»")
    for one in clip["covers"]:
        span = f"{clock(one['start_ms'])} to {clock(one['end_ms'])}"
        _line(f"      covered: {span}, {one['reason']}, {one['sound']}")
    for fact in clip["facts"]:
        _line(f"      {_plain(fact['label'])}: {_plain(fact['value'])}")
    for warning in clip["warnings"]:
        _line(f"      warning: {_plain(warning)}")
    if clip["restricted"]:
        told = ", ".join(clip["restricted"])
        lifted = f"lifted by {clip['lifted_by']}: {clip['lifted_why']}"
        _line(f"      restricted ({told}){_plain('; ' + lifted if clip['lifted_why'] else '')}")


def show_suggestions(found: Sequence[Answer], as_json: bool) -> None:
    """What the machine would cover."""
    if as_json:
        return print_json(list(found))
    for one in found:
        detail = f", {one['detail']}" if one["detail"] else ""
        _line(
            f"  [bold]{one['id']}[/] {one['clip']} {clock(one['start_ms'])} to "
            f"{clock(one['end_ms'])} «{_plain(one['words'])}»  {one['reason']}{_plain(detail)}  "
            f"[dim]{one['state']}[/]"
        )
    count = sum(one["state"] == "open" for one in found)
    return say(
        f"{len(found)} suggestions, {count} open. A machine suggests; it misses some. Listen."
    )


def show_english(one: Answer, as_json: bool) -> None:
    """The English of a clip, and what readers do not see of it yet."""
    if as_json:
        return print_json(one)
    for sentence in one["sentences"]:
        hidden = "" if sentence["sure"] or one["read"] else "  [bold]shown as \\[…][/]"
        _line(f"  {clock(sentence['start_ms'])} {_plain(sentence['text'])}{hidden}")
    if one["read"]:
        return say(f"Read by {printable(one['read_by'])}.")
    return say(
        "Does it say anything that is covered? If not, and somebody has compared it with the "
        f"original: --read {one['digest'][:12]} --by NAME"
    )


def show_built(answer: Answer, as_json: bool) -> None:
    """An edition that was just built, and what the gate says of it."""
    if as_json:
        return print_json(answer)
    _show_edition(answer)
    return _show_todo("Readers would miss", answer["advice"])


def show_signed(answer: Answer, as_json: bool) -> None:
    """An edition that was just signed."""
    return print_json(answer) if as_json else _show_edition(answer)


def show_waiver(answer: Answer, as_json: bool) -> None:
    """A finding that was just accepted."""
    if as_json:
        return print_json(answer)
    return say(f"{answer['by']} accepts {answer['finding_id']} of edition {answer['edition']}.")


def show_published(answer: Answer, as_json: bool) -> None:
    """What was just published."""
    if as_json:
        return print_json(answer)
    return say(
        f"Edition {answer['edition']} of {answer['release']} is in {answer['folder']}. The ledger "
        f"says that it is public since {answer['at'][:16]} UTC. Upload exactly these files."
    )


def _show_edition(one: Answer) -> None:
    _line(
        f"[bold]Edition {one['edition']}[/] of version {one['draft_version']}, by "
        f"{_plain(one['by'])}, {one['at'][:16]} UTC, {len(one['files'])} files  "
        f"[dim]{one['package_digest'][:16]}…[/]"
    )
    if one["gate"]:
        gate = one["gate"]
        told = "clean" if gate["clean"] else f"{len(one['findings'])} findings"
        heard = f", {gate['heard_ms'] / 1000:.0f} s heard" if gate["heard_ms"] else ""
        _line(f"  gate: [bold]{told}[/] in {gate['files']} files{heard}")
    for matter in one["findings"]:
        _show_matter(matter)
    for text in one["gate"]["not_looked_at"] if one["gate"] else ():
        _line(f"    [dim]not looked at: {_plain(text)}[/]")
    for signed in one["signed_by"]:
        _line(f"  signed by [bold]{_plain(signed['by'])}[/], {signed['at'][:16]} UTC")
    for signed in one["void_sign_offs"]:
        _line(f"  [bold]void[/]: the signature of {_plain(signed['by'])}, {signed['at'][:16]} UTC")
    _show_todo("Before it can be published", one["missing"])


def _show_matter(one: Answer) -> None:
    place = ", ".join(filter(None, (one["path"], one["where"])))
    told = one.get("why") or f"{one['what']} ({one['encoding']}, {one['severity']})"
    what = "could not be opened: " if one["kind"] == "unopened" else ""
    state = "accepted" if one["accepted"] else "open"
    _line(f"    [bold]{one['id']}[/] {_plain(place)}: {what}{_plain(told)}  [dim]{state}[/]")
    for waiver in one["waived_by"]:
        _line(f"        accepted by {_plain(waiver['by'])}: {_plain(waiver['why'])}")


def _show_todo(heading: str, lines: Sequence[str]) -> None:
    if lines:
        _line(f"{heading}:")
    for text in lines:
        _line(f"  - {_plain(text)}")


def _line(text: str) -> None:
    out.print(text, soft_wrap=True)


def _plain(text: str) -> str:
    return escape(printable(text))
