"""A tiny delivery that needs no model: tones, transcripts beside them, a list, an address book.

Everything is invented.
"""

from pathlib import Path

from fakes.sounds import encode, tone

SOLDIER, MOTHER, WIFE = "+380970000011", "+79552110002", "+79552110003"

NAMES = (
    f"2022-03-05_19-42-10_{MOTHER}.wav",
    f"2022-03-06_08-00-00_{WIFE}.wav",
    f"2022-03-07_12-30-00_{MOTHER}.wav",
)

TRANSCRIPTS = (
    "WEBVTT\n\n00:00:00.000 --> 00:00:01.000\nМама, нас обманули, в роте двенадцать двухсотых.\n\n"
    "00:00:01.100 --> 00:00:02.000\nСерёжа, сынок, где вы стоите?\n",
    "WEBVTT\n\n00:00:00.100 --> 00:00:01.900\nЛена, мы стоим под Бородянкой, стоим без связи.\n",
    "WEBVTT\n\n00:00:00.100 --> 00:00:01.900\nМам, командир роты сбежал.\n",
)

CALL_LIST = f"""\
caller;called;start;duration;file
{SOLDIER};{MOTHER};05.03.2022 19:42:10;2;{NAMES[0]}
{SOLDIER};{WIFE};06.03.2022 08:00:00;2;{NAMES[1]}
{SOLDIER};{WIFE};08.03.2022 21:00:00;45;
"""

BOOK = f"""\
BEGIN:VCARD
VERSION:3.0
FN:Людмила Светозарова
N:Светозарова;Людмила;;;
TEL:{MOTHER}
END:VCARD
BEGIN:VCARD
VERSION:3.0
FN:Лена Жена
TEL:8 (955) 211-00-03
END:VCARD
"""


def lay_out_archive(folder: Path) -> Path:
    """Write the delivery below `folder`."""
    for part in ("recordings", "exports"):
        (folder / part).mkdir(parents=True)
    for number, (name, transcript) in enumerate(zip(NAMES, TRANSCRIPTS, strict=True)):
        recording = encode(folder / "recordings" / name, tone(2, hertz=300 + 50 * number))
        recording.with_suffix(".ru.vtt").write_text(transcript, encoding="utf-8")
    (folder / "calls.csv").write_text(CALL_LIST, encoding="utf-8")
    (folder / "exports" / "book.vcf").write_text(BOOK, encoding="utf-8")
    return folder
