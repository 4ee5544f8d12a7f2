"""What comes from outside is printed as it is, whatever brackets it has."""

import pytest

from earwitness.cli import views

FOREIGN = "[/Мама] [bold]"


def test_a_label_that_somebody_typed_or_handed_in_is_no_markup(
    capsys: pytest.CaptureFixture[str],
) -> None:
    turn = {"start_ms": 0, "speaker_label": FOREIGN, "flags": [], "text": "да", "translation": ""}
    call = {"id": "call-1", "caller": None, "called": None, "started_at": None, "notes": []}
    views.show_call({"call": call, "turns": [turn]}, False)
    assert FOREIGN in capsys.readouterr().out


def test_the_name_of_a_candidate_is_no_markup(capsys: pytest.CaptureFixture[str]) -> None:
    one = {
        "id": "attr-1", "call": "call-1", "side": "caller", "line": None,
        "person": {"id": "person-1", "name": FOREIGN}, "match_weight": 1.0, "probability": 0.5,
        "judgement": "none",
    }  # fmt: skip
    views.show_attributions([one], False)
    assert FOREIGN in "".join(capsys.readouterr().out.split("\n"))


def test_the_name_of_a_file_is_no_markup(capsys: pytest.CaptureFixture[str]) -> None:
    one = {
        "id": "call-1", "started_at": None, "caller": None, "called": None, "duration_ms": None,
        "state": "heard", "recordings": [{"source_name": "[bold]a.mp3"}],
    }  # fmt: skip
    views.show_calls([one], False)
    assert "[bold]a.mp3" in capsys.readouterr().out
