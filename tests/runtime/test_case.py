"""Which folder is the case."""

from pathlib import Path

import pytest

from earwitness.records.errors import CaseUnusable
from earwitness.runtime.case import find_case


def test_a_case_elsewhere_that_is_not_there_is_not_taken_for_the_one_at_hand(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "case.toml").touch()
    monkeypatch.chdir(tmp_path / "mine")
    with pytest.raises(CaseUnusable, match="There is no case"):
        find_case(Path("../other/case"))
    assert find_case(Path("../mine/notes")).root == tmp_path / "mine"
