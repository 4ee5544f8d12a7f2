"""How recorders name their files: a table of patterns, each with an example and a source.

Groups: `date` and `time` as in the field; `utc` and `offset` if the name says its zone; `epoch`
is UNIX seconds at which the exchange opened the channel; `caller` and `called` have a role,
`number`, `number2`, … have none; `incoming` or `outgoing`, if present, give `number` its role,
seen from the phone that recorded.
"""

import re
from dataclasses import dataclass

DASHED = r"(?P<date>\d{4}[-._]\d{2}[-._]\d{2})"
SOLID = r"(?P<date>\d{8})"
SHORT = r"(?P<date>\d{6})"
CLOCK = r"(?P<time>\d{2}[-.:_h]\d{2}[-.:_m]\d{2}|\d{6})"
NUMBER = r"(?P<number>\+?\d{5,15})"
END = r"(?!\d)"


@dataclass(frozen=True, slots=True, kw_only=True)
class FileNamePattern:
    """One way to name a recording. `example` is matched by `expression`, which a test checks."""

    name: str
    example: str
    expression: re.Pattern[str]


def pattern(name: str, example: str, expression: str) -> FileNamePattern:
    """One row of the table; matched against the name without folder and extension."""
    return FileNamePattern(name=name, example=example, expression=re.compile(expression, re.I))


# The first pattern that matches and holds a possible date decides, so the special come first.
BUILT_IN: tuple[FileNamePattern, ...] = (
    # FreePBX, Issabel: __CALLFILENAME in FreePBX core, sub-record-check:
    # type, dialled number, calling number or extension, start, UNIQUEID (epoch.counter).
    pattern(
        "freepbx",
        "force-0821XXXX8663-3201-20250327-092517-1743042317.12206",
        r"^(?:exten|out|in|external|internal|force|rg|q|conf|ivr|misc)-(?P<called>[^-]*)-"
        r"(?P<caller>[^-]*)-(?P<date>\d{8})-(?P<time>\d{6})-(?P<epoch>\d{9,10})\.\d+",
    ),
    # Asterisk, older FreePBX and Elastix: start and UNIQUEID, with or without a number before.
    pattern(
        "asterisk",
        "20110203-104522-1296722722.17",
        r"^(?:[A-Za-z]{0,4}(?P<number>\+?\d{2,15})-)?"
        r"(?P<date>\d{8})-(?P<time>\d{6})-(?P<epoch>\d{9,10})\.\d+",
    ),
    # Telesis PX24, wiki.telesis-pbx.com, "File Name Format For Automatic Voice Records". Its
    # text and its example disagree on the direction and on the order of the two numbers, so
    # no role is read from them.
    pattern(
        "telesis",
        "3843658_100118_145801_AI_001OPERATOR_001_4837583_4B4F46C2_C0A80541",
        r"^(?P<number>\d{2,8})_+(?P<date>\d{6})_(?P<time>\d{6})_A[IO]_[^_]*_"
        r"(?P<number2>\d*)_(?P<number3>\d*)_[0-9A-F]*_[0-9A-F]*$",
    ),
    # BCR (Basic Call Recorder), README "Filename template": {date}_{direction}_{phone_number}.
    pattern(
        "bcr",
        "20220305_194210.123+0200_in_+79552143018",
        rf"^{SOLID}_(?P<time>\d{{6}})(?:\.\d+)?(?P<offset>[+-]\d{{4}})_"
        rf"(?:(?P<incoming>in)|(?P<outgoing>out)|conference)(?:_sim\d)?(?:_{NUMBER})?{END}",
    ),
    # Cube ACR: arrows tell who called.
    pattern(
        "cube-acr",
        "2022-03-05 19-42-10 (phone) Мама (+7 955 214-30-18) ↙",
        rf"^{DASHED} {CLOCK} \([a-z]+\) [^()]*(?:\((?P<number>\+?[\d -]{{5,20}})\))?\s*"
        r"(?:(?P<incoming>[↙↓])|(?P<outgoing>[↗↑]))?$",
    ),
    # Cube ACR, earlier: "phone_20220305-194210_+79552143018".
    pattern(
        "cube-acr-short",
        "phone_20220305-194210_+79552143018",
        rf"^(?:phone|whatsapp|telegram|viber|signal|skype)[-_]{{1,2}}{SOLID}-"
        rf"(?P<time>\d{{6}})(?:[-_]{NUMBER})?{END}",
    ),
    # MIUI (Xiaomi): "Name(number)_yyyyMMddHHmmss".
    pattern(
        "miui",
        "Мама(0079552143018)_20220306081533",
        rf"\((?P<number>\+?[\d -]{{5,20}})\)_(?P<date>\d{{8}})(?P<time>\d{{6}}){END}",
    ),
    pattern(
        "direction-word",
        "Call_20220305_194210_INCOMING_79552143018",
        rf"(?<!\d){SOLID}[-_](?P<time>\d{{6}})[-_ ]"
        rf"(?:(?P<incoming>incoming|in)|(?P<outgoing>outgoing|out))[-_ ]{NUMBER}{END}",
    ),
    # A time in UTC, as ISO 8601 basic format has it.
    pattern(
        "iso-utc",
        "call-20220311T143651Z",
        r"(?<!\d)(?P<date>\d{4}-?\d{2}-?\d{2})T(?P<time>\d{2}[-:.]?\d{2}[-:.]?\d{2})(?:\.\d+)?"
        rf"(?:(?P<utc>Z)|(?P<offset>[+-]\d{{4}}))(?:[-_ ]{NUMBER})?{END}",
    ),
    pattern(
        "number-first",
        "+79552143018_20220306081533",
        rf"^(?:[^\d+]*[-_ ])?{NUMBER}[-_ ](?:{DASHED}|(?P<date2>\d{{8}}))[-_ T]?{CLOCK}{END}",
    ),
    # LineageOS and CyanogenMod dialler: number_yyMMdd_HHmmssSSS.
    pattern(
        "number-first-short",
        "+79552143018_220306_081533123",
        rf"^{NUMBER}_(?P<date>\d{{6}})_(?P<time>\d{{6}})(?:\d{{3}})?{END}",
    ),
    pattern(
        "time-first",
        "2022-03-05_19-42-10_+79552143018",
        rf"(?<!\d){DASHED}[-_ T]{{1,3}}{CLOCK}(?:[-_ ]+{NUMBER})?{END}",
    ),
    pattern(
        "time-first-solid",
        "20220306_081533_380970003405",
        rf"(?<!\d){SOLID}[-_ T]?(?P<time>\d{{6}})(?:[-_ ]+{NUMBER})?{END}",
    ),
    pattern(
        "day-first",
        "05.03.2022 19-42-10 +79552143018",
        r"(?<!\d)(?P<date>\d{2}[-.]\d{2}[-.]\d{4})[-_ T]{1,3}"
        rf"{CLOCK}(?:[-_ ]+{NUMBER})?{END}",
    ),
    # Samsung and others: "Call recording Name_yyMMdd_HHmmss"; the name may be a number.
    pattern(
        "android",
        "Call recording Мама_220306_081533",
        rf"^(?:[^\d+]*[ _-])?(?:{NUMBER}|[^\d].*?)_{SHORT}_(?P<time>\d{{6}}){END}",
    ),
    # Only a number, recognised by its plus sign; digits alone may count anything.
    pattern(
        "number-only", "запись +79552143018", r"(?<![0-9A-Za-z+])(?P<number>\+\d{10,15})(?!\d)"
    ),
)
