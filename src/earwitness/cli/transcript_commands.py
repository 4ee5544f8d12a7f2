"""Commands about transcripts and their versions."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from earwitness.cli import transcript_views
from earwitness.cli.commands import Json, _place, app
from earwitness.cli.views import print_json, say
from earwitness.records.errors import WrongUsage

transcript_app = typer.Typer(
    help="What is said in a recording: versions, edits, other formats.", no_args_is_help=True
)
app.add_typer(transcript_app, name="transcript")

Call = Annotated[
    str, typer.Argument(help="The id of a call, or the SHA-256 of a recording, or the beginning.")
]
By = Annotated[str, typer.Option(help="Whose words these are: the name of a person.")]
Why = Annotated[str, typer.Option(help="Why, for those who read the history.")]
Version = Annotated[
    int | None, typer.Option(min=0, help="A version; 0 is without edits. The newest by default.")
]


@transcript_app.command("show")
def transcript_show(call: Call, version: Version = None, as_json: Json = False) -> None:
    """The turns of a version, who wrote them, and what a person should look at again."""
    from earwitness.app import transcript_answers

    _place()
    transcript_views.show_turns(transcript_answers.show(call, version), as_json)


@transcript_app.command("history")
def transcript_history(call: Call, as_json: Json = False) -> None:
    """Every version: by whom, when, why, and whether it is in force."""
    from earwitness.app import transcript_answers

    _place()
    transcript_views.show_history(transcript_answers.history(call), as_json)


@transcript_app.command("diff")
def transcript_diff(
    call: Call,
    before: Annotated[int, typer.Argument(min=0, help="A version; 0 is without edits.")] = 0,
    after: Annotated[
        int | None, typer.Argument(min=0, help="Another version; the newest by default.")
    ] = None,
    as_json: Json = False,
) -> None:
    """What differs between two versions, word by word."""
    from earwitness.app import transcript_answers, transcripts

    _place()
    own, changes = transcripts.compare(call, before, after)
    answer = transcript_answers.diff(own, before, after, changes)
    transcript_views.show_changes(answer, as_json)


@transcript_app.command("edit")
def transcript_edit(
    call: Call,
    start: Annotated[float, typer.Option("--from", min=0, help="Begin of the span, in seconds.")],
    end: Annotated[float, typer.Option("--to", min=0, help="End of the span, in seconds.")],
    by: By,
    text: Annotated[
        str | None, typer.Option(help="What is said there; empty: nothing is said.")
    ] = None,
    translation: Annotated[str | None, typer.Option(help="Its English.")] = None,
    speaker: Annotated[str | None, typer.Option(help="Who speaks: a label of your own.")] = None,
    language: Annotated[str | None, typer.Option(help="Its language: ru, uk …")] = None,
    channel: Annotated[
        int | None, typer.Option(min=0, help="The side of a stereo call: 0 or 1.")
    ] = None,
    based_on: Annotated[
        int | None, typer.Option(min=0, help="The version that you looked at, if not the newest.")
    ] = None,
    why: Why = "",
    as_json: Json = False,
) -> None:
    """Correct a span: a new version, which leads. What the machine heard stays beside it."""
    from earwitness.app import transcript_answers, transcripts
    from earwitness.calls.edits import Typed

    place = _place()
    typed = Typed(
        start_ms=_milliseconds(start),
        end_ms=_milliseconds(end),
        channel=channel,
        text=text,
        translation=translation,
        speaker_label=speaker,
        language=language,
    )
    made = transcripts.edit(place, call, typed, author=by, why=why, based_on=based_on)
    transcript_views.show_recorded(transcript_answers.recorded(made), as_json)


@transcript_app.command("revert")
def transcript_revert(
    call: Call,
    by: By,
    to: Annotated[
        int | None, typer.Option(min=0, help="Let this version lead again; 0: no edit at all.")
    ] = None,
    without: Annotated[
        int | None, typer.Option(min=1, help="Let only this version no longer count.")
    ] = None,
    why: Why = "",
    as_json: Json = False,
) -> None:
    """Take edits back: a new version; the history keeps everything."""
    from earwitness.app import transcript_answers, transcripts

    place = _place()
    made = transcripts.revert(place, call, to=to, without=without, author=by, why=why)
    transcript_views.show_recorded(transcript_answers.recorded(made), as_json)


@transcript_app.command("export")
def transcript_export(
    call: Call,
    form: Annotated[str, typer.Option("--as", help="srt, vtt, elan, textgrid or txt.")],
    out: Annotated[
        Path | None, typer.Option(help="A new file; standard output by default.")
    ] = None,
    version: Version = None,
    as_json: Json = False,
) -> None:
    """Write a version in a format of others. For inside use: it holds every word."""
    from earwitness.app import transcript_answers

    if as_json and out is None:
        raise WrongUsage("--json tells about a file.", remedy="Name the file with --out.")
    place = _place()
    text, answer = transcript_answers.export(place, call, form, version, out)
    if as_json:
        return print_json(answer)
    if out is None:
        sys.stdout.write(text)
    else:
        say(f"The transcript is in {out}. For inside use only.")
    return None


@transcript_app.command("import")
def transcript_import(
    call: Call,
    file: Annotated[
        Path,
        typer.Argument(help="A transcript: .srt, .vtt, .eaf, .TextGrid, .txt with times, .json."),
    ],
    by: By,
    why: Why = "",
    as_json: Json = False,
) -> None:
    """Take a file in as an edit of the whole recording by a person."""
    from earwitness.app import transcript_answers, transcripts

    place = _place()
    made = transcripts.take_in_transcript(place, call, file, author=by, why=why)
    transcript_views.show_recorded(transcript_answers.recorded(made), as_json)


def _milliseconds(seconds: float) -> int:
    """Seconds as typed, a week at most; what is no number (`nan`) is the begin."""
    return round(1000 * min(seconds, 7 * 24 * 3600.0)) if seconds == seconds else 0
