"""The words by which call lists of operators and exchanges head their columns.

English, Russian and Ukrainian, gathered from operators' statements, Asterisk's `cdr_csv`
(`src`, `dst`, `calldate`, `billsec`, `recordingfile`) and exchange manuals ("Номер А-абонента").
"""

import re
import unicodedata

# Fields of a call list. `subscriber` and `other` are the lines of a statement about one
# subscriber, which get their roles from `direction`, or from `type` if it says so. `lac` and
# `last_lac` are area codes that stand in columns of their own beside `cell` and `last_cell`.
FIELDS = (
    "caller",
    "called",
    "start",
    "date",
    "time",
    "duration",
    "imei",
    "imsi",
    "cell",
    "last_cell",
    "lac",
    "last_lac",
    "file",
    "subscriber",
    "other",
    "direction",
    "type",
)  # fmt: skip

CAMEL = re.compile(r"(?<=[a-zа-яіїє])(?=[A-ZА-ЯІЇЄ])")
BRACKETS = re.compile(r"[(\[][^)\]]*[)\]]")
SEPARATORS = re.compile(r"[\s_\-–—./\\:,;\"'’«»#]+")

# Columns whose words would mislead: ends of calls, prices, running numbers.
NOT_OURS = re.compile(
    r"\b(?:end|ended|stop|finish|hangup|answer|answered|cost|price|charge|amount|birth)\b"
    r"|(?<!file )\bname\b|\bregistration\b|\brecord (?:no|number|id)\b|^(?:no|id|nr)$"
    r"|оконч|конец|конца|заверш|ответ|стоим|сумма|тариф|фио|регистрац|активац|рожден"
    r"|закінч|кінец|кінця|відповід|вартіст|піб|реєстрац|народж|№|\bномер запис|^(?:п п|з п)$"
)
LAST = re.compile(
    r"\b(?:last|end|ending|ended|final|stop)\b|последн|конечн|оконч|конец|конца|заверш"
    r"|останн|кінц|закінч"
)
AREA = re.compile(r"\b(?:lac|tac)\b|\blocation area")
CELL = re.compile(
    r"\b(?:cell|cells|cellid|cgi|ecgi|ci|cid|bts|bs|site)\b|\bbase station|\bбс\b"
    r"|базов\w* станц|\bсот[аы]\b|стільник|сектор"
)
# The first that is found in a heading names its field, so the narrow come first.
WORDS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (field, re.compile(expression))
    for field, expression in (
        ("imei", r"\bimei"),
        ("imsi", r"\bimsi"),
        ("duration", r"\bdur\b|duration|billsec|\btalk time|\blength\b|длительн|продолж|тривал"),
        (
            "direction",
            r"\bdirection|\bin out\b|направлен|напрям|входящ\w* (?:и |или )?исходящ"
            r"|вхідн\w* (?:і |та |або )?вихідн",
        ),
        (
            "type",
            r"\b(?:call|record|event|service|connection) type\b|^(?:type|service)$"
            r"|^(?:вид|тип|услуга|послуга)\b",
        ),
        (
            "file",
            r"\bfile|\brecording|\brecord\b|\baudio\b|^wav$|\bmedia\b"
            r"|файл|запис|аудио|аудіо|фонограм",
        ),
        (
            "other",
            r"собеседник|співрозмовник|\bother (?:party|number|side)|\bremote\b|\bcorrespondent"
            r"|корреспондент|\bвторо\w* абонент|\bдруг\w* абонент|\bінш\w* абонент",
        ),
        (
            "called",
            r"\bcalled|\bcallee|^dst\b|\bdest(?:ination)?\b|\bdiall?ed|\bdnis\b|\bb (?:number|num"
            r"|no|party|side|subscriber|msisdn)\b|\b(?:number|party|msisdn|subscriber) b\b"
            r"|^to(?: number| phone)?$|\b(?:номер|абонент\w*|сторона|телефон) [бвb]$|^[бвb] абонент"
            r"|\bномер [бвb] абонент|вызываем|викликан|набран|^входящ\w*(?: номер| абонент)?$"
            r"|^вхідн\w*(?: номер| абонент)?$|^кому\b",
        ),
        (
            "caller",
            r"\bcaller|\bcalling|^src\b|\bsource\b|\borigin|\bani\b|\bclid?\b|\ba (?:number|num|no"
            r"|party|side|subscriber|msisdn)\b|\b(?:number|party|msisdn|subscriber) a\b"
            r"|^from(?: number| phone)?$|\b(?:номер|абонент\w*|сторона|телефон) [аa]$|^[аa] абонент"
            r"|\bномер [аa] абонент|вызывающ|звонящ|звонивш|викликаюч|инициатор|ініціатор"
            r"|^исходящ\w*(?: номер| абонент)?$|^вихідн\w*(?: номер| абонент)?$|^кто звонил",
        ),
        (
            "subscriber",
            r"^(?:номер )?абонент\w*$|^абонентск\w* номер$|^(?:номер )?телефон\w*$"
            r"|^(?:subscriber|target|msisdn)(?: number)?$|\bконтролир|^об ?[ъє]?[єе]кт",
        ),
        (
            "start",
            r"\bdate ?(?:and )?time|дата (?:и |та |і )?(?:время|час)\b|\btimestamp|^calldate$",
        ),
        ("date", r"\bdate\b|\bday\b|дата|\bдат[аы]\b"),
        ("time", r"\btime\b|врем[яе]|\bчас(?:у)?\b"),
        ("start", r"\bstart|\bbegin|\bbegan|начал|початок|початку|\bwhen\b"),
    )
)


def normal_heading(heading: str) -> str:
    """A heading without case, brackets, separators and camel humps, for comparison."""
    text = unicodedata.normalize("NFC", BRACKETS.sub(" ", CAMEL.sub(" ", heading)))
    return SEPARATORS.sub(" ", text).strip().casefold()


def field_of(heading: str) -> str | None:
    """Which of `FIELDS` a heading names, None if none or if it is no heading."""
    text = normal_heading(heading)
    if not text or len(text) > 60 or re.search(r"\d{5}", text):
        return None
    if field := cell_field(text):
        return field
    if NOT_OURS.search(text):
        return None
    return next((field for field, words in WORDS if words.search(text)), None)


def cell_field(text: str) -> str | None:
    """Which field of a cell a normal heading names: the first cell unless it says "last"."""
    has_cell = CELL.search(text) is not None and text != "cid"  # alone it may be a caller's id
    if not has_cell and AREA.search(text) is None:
        return None
    field = "cell" if has_cell else "lac"
    return f"last_{field}" if LAST.search(text) else field
