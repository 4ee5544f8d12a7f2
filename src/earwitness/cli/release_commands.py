"""Commands that choose what a release holds: `release new`, `clip`, `speaker`, `say` …"""

from typing import Annotated

import typer

from earwitness.cli import release_views
from earwitness.cli.commands import Json, _place, app
from earwitness.records.errors import WrongUsage
from earwitness.records.release import AudioChoice, CoverReason, CoverSound, TextChoice

release_app = typer.Typer(
    help="What the world may see: chosen piece by piece, looked at by the gate, signed by two.",
    no_args_is_help=True,
)
app.add_typer(release_app, name="release")

Name = Annotated[str, typer.Argument(metavar="NAME", help="The release.")]
Clip = Annotated[str, typer.Argument(metavar="CLIP", help="The id of a clip, or its beginning.")]
By = Annotated[str, typer.Option(help="Your name; without it, the account on this machine.")]
Why = Annotated[str, typer.Option(help="Why. It stays.")]


@release_app.command("new")
def release_new(
    name: Annotated[
        str, typer.Argument(help="Small letters, digits and -. Inside use; let it tell nothing.")
    ],
    title: Annotated[str, typer.Option(help="What the world reads first.")],
    language: Annotated[str, typer.Option(help="Of the page: en, uk, ru.")] = "en",
    by: By = "",
) -> None:
    """Make an empty release."""
    from earwitness.app.releases.drafts import new_release

    draft = new_release(_place(), name, title=title, language=language, by=by)
    release_views.say_made(draft)


@release_app.command("list")
def release_list(as_json: Json = False) -> None:
    """Every release: how far it is, and what is public."""
    from earwitness.app.releases.answers import list_releases

    _place()
    release_views.show_releases(list_releases(), as_json)


@release_app.command("show")
def release_show(name: Name, as_json: Json = False) -> None:
    """One release: what is chosen, what is missing, who signed, what was public when."""
    from earwitness.app.releases.answers import release_answer
    from earwitness.app.releases.drafts import draft_of
    from earwitness.app.releases.wiring import tools

    place = _place()
    release_views.show_release(release_answer(place, tools(), draft_of(name)), as_json)


@release_app.command("clip")
def release_clip(
    name: Name,
    call: Annotated[
        str, typer.Argument(help="A call or recording; or the whole id of a clip, to change it.")
    ],
    start: Annotated[
        str | None, typer.Option("--from", help="In the recording: 0:12, 0:12.5, or ms.")
    ] = None,
    end: Annotated[
        str | None, typer.Option("--to", help="In the recording: 0:36, 0:36.5, or ms.")
    ] = None,
    exact: Annotated[
        bool, typer.Option("--exact", help="Do not cut head and tail to what is said.")
    ] = False,
    audio: Annotated[
        AudioChoice | None, typer.Option(help="What of the sound goes out; none is the safest.")
    ] = None,
    text: Annotated[
        list[TextChoice] | None,
        typer.Option(help="A text that goes out; can be given again. Without any: both."),
    ] = None,
    no_text: Annotated[bool, typer.Option("--no-text", help="No text goes out.")] = False,
    title: Annotated[str | None, typer.Option(help="What the world reads above it.")] = None,
    note: Annotated[str | None, typer.Option(help="What the world reads below it.")] = None,
    channel: Annotated[
        list[int] | None,
        typer.Option(help="Only this channel is heard, from 0; can be given again."),
    ] = None,
    by: By = "",
    as_json: Json = False,
) -> None:
    """Choose a piece of a call, or change a clip. It is cut to the first and last word."""
    from earwitness.app.releases.answers import clip_answer
    from earwitness.app.releases.clips import ClipWish, choose_clip
    from earwitness.app.releases.words import milliseconds

    if text and no_text:
        raise WrongUsage("--text and --no-text do not go together.", remedy="Give one of them.")
    wish = ClipWish(
        start_ms=None if start is None else milliseconds(start, "--from"),
        end_ms=None if end is None else milliseconds(end, "--to"),
        exact=exact,
        audio=audio,
        texts=() if no_text else tuple(dict.fromkeys(text)) if text else None,
        title=title,
        note=note,
        channels=tuple(channel) if channel else None,
    )
    chosen = choose_clip(_place(), name, call, wish, by=by)
    release_views.show_clip(clip_answer(chosen), as_json)


@release_app.command("speaker")
def release_speaker(
    name: Name,
    clip: Clip,
    label: Annotated[str, typer.Argument(help="The label in the transcript: caller, channel-0 …")],
    shown: Annotated[str, typer.Argument(help="A first name, a role, a pseudonym.")],
    description: Annotated[str, typer.Option(help="What is said of him: a soldier.")] = "",
    by: By = "",
) -> None:
    """Say how a speaker is named."""
    from earwitness.app.releases.choices import name_speaker

    draft = name_speaker(_place(), name, clip, label, shown, description=description, by=by)
    release_views.say_kept(draft)


@release_app.command("rename")
def release_rename(
    name: Name,
    clip: Clip,
    said: Annotated[str, typer.Argument(help="The name that is said, in dictionary form.")],
    shown: Annotated[str, typer.Argument(help="What stands in its place, in every inflection.")],
    by: By = "",
) -> None:
    """Put another name in place of one that is said. In the sound it is covered."""
    from earwitness.app.releases.choices import rename

    draft, times = rename(_place(), name, clip, said, shown, by=by)
    release_views.say_renamed(draft, said, times)


@release_app.command("cover")
def release_cover(
    name: Name,
    clip: Clip,
    start: Annotated[str, typer.Option("--from", help="In the recording: 0:12, 0:12.5, or ms.")],
    end: Annotated[str, typer.Option("--to", help="In the recording: 0:13, 0:13.5, or ms.")],
    reason: Annotated[CoverReason, typer.Option(help="Why it is covered.")] = CoverReason.OTHER,
    sound: Annotated[
        CoverSound, typer.Option("--as", help="What is heard instead.")
    ] = CoverSound.BLEEP,
    remove: Annotated[
        bool, typer.Option("--remove", help="Take covers inside the span away; needs --why.")
    ] = False,
    why: Why = "",
    by: By = "",
) -> None:
    """Cover words in sound and text, or take covers away."""
    from earwitness.app.releases.choices import cover, uncover
    from earwitness.app.releases.words import milliseconds

    span = (milliseconds(start, "--from"), milliseconds(end, "--to"))
    if remove:
        return release_views.say_kept(uncover(_place(), name, clip, span, why=why, by=by))
    draft = cover(_place(), name, clip, span, reason=reason, sound=sound, by=by)
    return release_views.say_kept(draft)


@release_app.command("fact")
def release_fact(
    name: Name,
    clip: Clip,
    label: Annotated[str, typer.Argument(help="Place, Date …")],
    value: Annotated[str, typer.Argument(help='near Bucha. "" takes it back.')],
    by: By = "",
) -> None:
    """Say a fact of a clip. Only what you say here is said."""
    from earwitness.app.releases.choices import say_fact

    release_views.say_kept(say_fact(_place(), name, clip, label, value, by=by))


@release_app.command("warn")
def release_warn(
    name: Name,
    clip: Clip,
    text: Annotated[str, typer.Argument(help="What readers are warned of.")],
    by: By = "",
) -> None:
    """Put a content warning before a clip."""
    from earwitness.app.releases.choices import warn

    release_views.say_kept(warn(_place(), name, clip, text, by=by))


@release_app.command("lift")
def release_lift(name: Name, clip: Clip, why: Why, by: By = "") -> None:
    """Let a restricted clip out: sexual violence, the dead, the wounded. It needs a warning too."""
    from earwitness.app.releases.choices import lift

    release_views.say_kept(lift(_place(), name, clip, why=why, by=by))


@release_app.command("say")
def release_say(
    name: Name,
    field: Annotated[
        str,
        typer.Argument(
            help="introduction, method, known, not_known, selection; title, newsroom, "
            "published_on, language; publishers."
        ),
    ],
    texts: Annotated[
        list[str] | None, typer.Argument(metavar="[TEXT]...", help="Each is a paragraph.")
    ] = None,
    by: By = "",
) -> None:
    """Say what stands around the clips. What was said there before is replaced."""
    from earwitness.app.releases.sayings import say

    release_views.say_kept(say(_place(), name, field, texts or (), by=by))


@release_app.command("finding")
def release_finding(
    name: Name,
    claim: Annotated[str, typer.Argument(help="A claim that somebody judged to be so.")],
    clip: Clip,
    text: Annotated[str, typer.Argument(help='The finding in your words; "" takes it back.')],
    by: By = "",
) -> None:
    """Say a finding, and the clip it rests on. The grade of the claim goes with it."""
    from earwitness.app.releases.sayings import say_finding

    release_views.say_kept(say_finding(_place(), name, claim, clip, text, by=by))


@release_app.command("order")
def release_order(
    name: Name,
    clips: Annotated[list[str], typer.Argument(metavar="CLIP...", help="Every clip, once.")],
    by: By = "",
) -> None:
    """Set the order of the clips. Without this they stand by their random ids."""
    from earwitness.app.releases.clips import order_clips

    release_views.say_kept(order_clips(_place(), name, clips, by=by))


@release_app.command("drop")
def release_drop(name: Name, clip: Clip, by: By = "") -> None:
    """Take a clip out that was never public, with the findings that rest on it."""
    from earwitness.app.releases.clips import drop_clip

    release_views.say_kept(drop_clip(_place(), name, clip, by=by))
