"""Commands that lead a release out: `release suggest`, `build`, `waive`, `sign`, `publish` …"""

from pathlib import Path
from typing import Annotated

import typer

from earwitness.cli import release_views, views
from earwitness.cli.commands import Json, Quiet, _leave_if, _place
from earwitness.cli.release_commands import By, Clip, Name, Why, release_app
from earwitness.cli.signing_options import SignCertificates, SignKey, signing_key
from earwitness.records.errors import WrongUsage

Person = Annotated[str, typer.Option(help="Your own name. Two different people are needed.")]
On = Annotated[str, typer.Option(help="The day that readers see; without it, today.")]


@release_app.command("suggest")
def release_suggest(
    name: Name,
    clip: Annotated[str, typer.Argument(metavar="[CLIP]", help="Only of this clip.")] = "",
    take: Annotated[bool, typer.Option("--take", help="Cover everything that is open.")] = False,
    dismiss: Annotated[
        list[str] | None,
        typer.Option(help="Refuse this one, by its id; needs --why. Can be given again."),
    ] = None,
    why: Why = "",
    by: By = "",
    as_json: Json = False,
) -> None:
    """What the machine would cover. Everything must be taken or dismissed before a build."""
    from earwitness.app.releases import suggested
    from earwitness.app.releases.answers import suggestion_answer
    from earwitness.app.releases.wiring import tools

    if take and dismiss:
        raise WrongUsage("--take and --dismiss do not go together.", remedy="Give one of them.")
    if dismiss and not clip:
        raise WrongUsage("--dismiss is for one clip.", remedy="Name the clip, too.")
    place, made = _place(), tools()
    if dismiss:
        suggested.dismiss_suggestions(place, made, name, clip, dismiss, why=why, by=by)
    elif take:
        suggested.take_suggestions(place, made, name, clip, by=by)
    found = suggested.all_suggestions(place, made, name, clip)
    release_views.show_suggestions([suggestion_answer(one) for one in found], as_json)


@release_app.command("english")
def release_english(
    name: Name,
    clip: Clip,
    read: Annotated[
        str, typer.Option(metavar="DIGEST", help="You have read exactly this English.")
    ] = "",
    by: By = "",
    as_json: Json = False,
) -> None:
    """The English of a clip. Doubtful sentences are shown as […] until somebody has read them."""
    from earwitness.app.releases import english
    from earwitness.app.releases.answers import english_answer

    place = _place()
    if read:
        english.say_read(place, name, clip, read, by=by)
    release_views.show_english(english_answer(english.show_english(name, clip)), as_json)


@release_app.command("build")
def release_build(
    name: Name,
    by: By = "",
    sign_key: SignKey = None,
    sign_certificates: SignCertificates = None,
    as_json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Make the next edition and let the gate look at it. Exit code 1 if it is not clean."""
    from earwitness.app.releases.answers import built_answer
    from earwitness.app.releases.building import build
    from earwitness.app.releases.wiring import tools

    key = signing_key(sign_key, sign_certificates)
    with views.progress(quiet) as bars:
        standing = build(_place(), tools(bars), name, by=by, key=key)
    release_views.show_built(built_answer(standing), as_json)
    _leave_if(bool(standing.matters))


@release_app.command("waive")
def release_waive(
    name: Name,
    finding: Annotated[str, typer.Argument(help="The id of a finding, or its beginning.")],
    why: Why,
    by: Person,
    as_json: Json = False,
) -> None:
    """Accept one finding of the gate, with a reason. Two different people must, for each."""
    from earwitness.app.releases.answers import waiver_answer
    from earwitness.app.releases.signing import waive
    from earwitness.app.releases.wiring import tools

    waiver = waive(_place(), tools(), name, finding, why=why, by=by)
    release_views.show_waiver(waiver_answer(waiver), as_json)


@release_app.command("sign")
def release_sign(
    name: Name,
    by: Person,
    edition: Annotated[
        int, typer.Option(min=0, help="The edition that you looked at; 0: the newest.")
    ] = 0,
    why: Annotated[str, typer.Option(help="A remark. It stays.")] = "",
    as_json: Json = False,
) -> None:
    """Sign exactly the bytes of the newest edition. Two different people must."""
    from earwitness.app.releases.answers import standing_answer
    from earwitness.app.releases.signing import sign
    from earwitness.app.releases.wiring import tools

    standing = sign(_place(), tools(), name, by=by, why=why, edition_number=edition)
    release_views.show_signed(standing_answer(standing), as_json)


@release_app.command("publish")
def release_publish(
    name: Name,
    to: Annotated[Path, typer.Option(help="A new folder outside of the case.")],
    by: By = "",
    as_json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Copy the signed bytes out, look at the copy once more, and write down that it is public."""
    from earwitness.app.releases.answers import step_answer
    from earwitness.app.releases.publishing import publish
    from earwitness.app.releases.wiring import tools

    with views.progress(quiet) as bars:
        done = publish(_place(), tools(bars), name, to, by=by)
    release_views.show_published(step_answer(done.step, str(done.folder)), as_json)


@release_app.command("correct")
def release_correct(
    name: Name,
    clip: Clip,
    text: Annotated[str, typer.Argument(help="What was wrong, and what is right.")],
    on: On = "",
    by: By = "",
) -> None:
    """Say what was corrected in a clip that was public. Then build, sign and publish again."""
    from earwitness.app.releases.corrections import correct

    release_views.say_kept(correct(_place(), name, clip, text, on=on, by=by))


@release_app.command("withdraw")
def release_withdraw(
    name: Name,
    clip: Annotated[
        str, typer.Argument(metavar="[CLIP]", help="Only this clip; without it, everything.")
    ] = "",
    why: Annotated[str, typer.Option(help="Readers see it.")] = "",
    on: On = "",
    by: By = "",
) -> None:
    """Take back what was public. The next edition says so, with the reason."""
    from earwitness.app.releases.corrections import withdraw_clip, withdraw_release
    from earwitness.app.releases.drafts import draft_of

    place = _place()
    before = draft_of(name).publishers
    if clip:
        draft = withdraw_clip(place, name, clip, why=why, on=on, by=by)
    else:
        draft = withdraw_release(place, name, why=why, on=on, by=by)
    release_views.say_withdrawn(draft, page_added=draft.publishers != before)


@release_app.command("dossier")
def release_dossier(
    name: Name,
    out: Annotated[Path, typer.Option(help="The PDF to write.")] = Path("dossier.pdf"),
) -> None:
    """Write all that is known of a release as PDF, for lawyers. For inside use only."""
    from earwitness.app.releases.dossier import write_dossier
    from earwitness.app.releases.wiring import tools

    write_dossier(_place(), tools(), name, out)
    views.say(f"The dossier is in {out}. It holds names and numbers: for inside use only.")
