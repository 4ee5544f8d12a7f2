"""Fakes offered as a real plugin: a distribution's metadata with entry points."""

from pathlib import Path

ENTRY_POINTS = """\
[earwitness.recognisers]
fake = fakes.recognisers:FakeRecogniser
raising = fakes.recognisers:RaisingRecogniser
dying = fakes.recognisers:DyingRecogniser
slow = fakes.recognisers:SlowRecogniser
newer = fakes.recognisers:NewerRecogniser
hanging = fakes.recognisers:HangingRecogniser
hungry = fakes.recognisers:HungryRecogniser
miscounting = fakes.recognisers:MiscountingRecogniser
timeless = fakes.recognisers:TimelessRecogniser
straying = fakes.recognisers:StrayingRecogniser

[earwitness.translators]
fake = fakes.translators:FakeTranslator
[earwitness.speaker_encoders]
fake = fakes.encoders:FakeEncoder
[earwitness.sentence_encoders]
fake = fakes.sentence_encoders:FakeSentenceEncoder
"""


def install_plugins(folder: Path) -> Path:
    """Lay out the metadata that `importlib.metadata` looks for; the folder for `sys.path`."""
    info = folder / "earwitness_fakes-1.0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: earwitness-fakes\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text(ENTRY_POINTS)
    return folder
