"""The measured worth of every hint about sound, and what else explains it.

From `benchmarks/examination.py` (recordings of 6 to 20 s) and `benchmarks/examination_formats.py`.
"""

from earwitness.archive.examination.hints import Worth

REPETITION = Worth(
    alarms=0,
    trials=96,
    minutes=22.7,
    found=180,
    spliced=192,
    made_for="with a piece of the same call put in",
    other_causes=(
        "an announcement, a ring tone or music that comes twice, a recorder that writes a buffer "
        "again, a voice message that is played"
    ),
)
"""Held-out half."""

HUM_JUMP = Worth(
    alarms=8,
    trials=96,
    minutes=24.3,
    found=381,
    spliced=477,
    made_for="that were cut or had something put in, hum being there",
    other_causes=(
        "a recorder that leaves silence out, lost packets, a device that was plugged in or moved, "
        "a generator or inverter instead of the mains, a low steady voice"
    ),
)
"""Both halves: the held-out half alone had fewer alarms (1 of 44; development 7 of 52). The hum
of most was added; what was altered in real recordings before they came here is not known."""

TELEPHONE_BAND = Worth(
    alarms=0,
    trials=35,
    minutes=5.7,
    found=70,
    spliced=70,
    made_for="made wider from 8 kHz",
    other_causes=(
        "a recorder or exchange that stores telephone calls at a higher rate, which is common, or "
        "an app that filters"
    ),
)
"""Held-out half. On the other half a recorded telephone call showed it, rightly."""

EARLIER_CODING = Worth(
    alarms=0,
    trials=450,
    minutes=29.9,
    found=539,
    spliced=545,
    made_for="coded in A-law or GSM before they were stored without loss",
    other_causes=(
        "a recorder or exchange that stores what the line delivers as PCM, which is common, or a "
        "converter of few bits"
    ),
)
"""All recordings: nothing was tuned."""

EARLIER_AAC = Worth(
    alarms=0,
    trials=95,
    minutes=21.5,
    found=27,
    spliced=38,
    made_for="coded in AAC before they were stored without loss",
    other_causes=(
        "a phone or app that records AAC, which is common, and a program that then saved it as "
        "PCM, as converters and messengers do"
    ),
)
"""Held-out half: 19 recordings in five versions, and twice through AAC, at 12 and 24 kbit/s."""
