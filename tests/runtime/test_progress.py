"""Silence is a kind of progress, and fakes stay in tests."""

import pytest

from earwitness.calls.ports import HearingOptions
from earwitness.runtime.progress import Progress, SilentProgress
from fakes.recognisers import FakeRecogniser


def test_silent_progress_says_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    progress: Progress = SilentProgress()
    progress.start("Hearing", 3, "seconds")
    progress.advance(1, failed=True)
    progress.finish()
    assert capsys.readouterr() == ("", "")


def test_a_fake_refuses_to_hear_for_a_user(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PYTEST_CURRENT_TEST")
    options = HearingOptions(languages=(), beam_size=1, translate=False)
    with pytest.raises(RuntimeError, match="outside a test"):
        FakeRecogniser().hear([], options)
