"""What a chat among the sources says, and what it does not say, of a number."""

from pathlib import Path

import pytest

from conftest import empty_case
from earwitness.app.profiles import read_profiles
from earwitness.crossing.lookups import look_up_lines
from earwitness.records.profile import Coverage, LookupAnswer
from earwitness.runtime.progress import SilentProgress

NUMBERS = "[05.03.22, 10:00:00] +7 955 200-00-11: Алло\n"


@pytest.mark.parametrize(
    ("text", "coverage", "answer"),
    [
        (NUMBERS, Coverage.COMPLETE, LookupAnswer.ABSENT),
        (f"{NUMBERS}[05.03.22, 10:00:00] Рита: Я\n", Coverage.PARTIAL, LookupAnswer.NOT_CHECKED),
    ],
    ids=["numbers alone", "names, too"],
)
def test_a_number_is_absent_from_a_chat_only_if_everybody_stands_there_with_one(
    tmp_path: Path, text: str, coverage: Coverage, answer: LookupAnswer
) -> None:
    chat = tmp_path / "_chat.txt"
    chat.write_text(text, encoding="utf-8")
    (source,) = read_profiles(empty_case(tmp_path / "case"), [chat], progress=SilentProgress())
    assert (source.kind, source.coverage, source.as_of) == ("whatsapp", coverage, "2022-03-05")
    (lookup,) = look_up_lines(["+79552000099"], [source], [])
    assert lookup.answer is answer
