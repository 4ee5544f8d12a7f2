"""The measured worth of every hint about sound. Filled from `benchmarks/examination.py`."""

from earwitness.archive.examination.hints import Worth

TELEPHONE_BAND = Worth(
    alarms=0, trials=1, minutes=1, found=0, spliced=1, made_for="x",
    other_causes="x",
)  # fmt: skip

EARLIER_CODING = TELEPHONE_BAND
HUM_JUMP = TELEPHONE_BAND
REPETITION = TELEPHONE_BAND
