"""A file that ends the process which looks into it costs only itself."""

from pathlib import Path

from earwitness.app.checking import Against, check_against
from earwitness.records.gate import Identifier, IdentifierKind
from earwitness.runtime.progress import SilentProgress
from earwitness.runtime.runner import Workplace
from fakes.plain_search import deadly_search

NUMBER = "+79552143017"
LINE = Identifier(kind=IdentifierKind.NUMBER, value=NUMBER, told="a line ending in 17")


def test_what_ends_the_process_is_unopened_and_the_rest_goes_on(
    place: Workplace, tmp_path: Path
) -> None:
    package = tmp_path / "package"
    package.mkdir()
    for name, text in (("a", NUMBER), ("b", "deadly\n"), ("c", NUMBER), ("d", "nothing")):
        (package / name).write_text(text)
    against = Against(identifiers=(LINE,), make_search=deadly_search)
    report = check_against(place, [package], against, progress=SilentProgress())
    assert [one.path for one in report.findings] == ["a", "c"]
    assert [(one.path, "ended" in one.why) for one in report.unopened] == [("b", True)]
    assert report.file_count == 4
    assert not report.clean
    assert not list(place.folder.derived.glob("checking-*"))
