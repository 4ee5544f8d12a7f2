"""Reports as UFED Physical Analyzer writes them, much shortened."""

import io
import zipfile
from xml.sax.saxutils import quoteattr

NAMESPACE = "http://pa.cellebrite.com/report/2.0"


def field(name: str, value: str) -> str:
    """A field with its value."""
    return (
        f'<field name={quoteattr(name)} type="String">'
        f'<value type="String"><![CDATA[{value}]]></value></field>'
    )


def model(kind: str, inner: str, state: str = "Intact") -> str:
    """A model."""
    return f'<model type="{kind}" id="x" deleted_state="{state}">{inner}</model>'


def several(name: str, kind: str, inner: str) -> str:
    """A field that holds models."""
    return f'<multiModelField name="{name}" type="{kind}">{inner}</multiModelField>'


def contact(name: str, *entries: str, state: str = "Intact", more: str = "") -> str:
    """A contact with telephone numbers."""
    phones = "".join(
        model("PhoneNumber", field("Category", "Mobile") + field("Value", entry))
        for entry in entries
    )
    inner = field("Name", name) + field("Source", "Phone") + several("Entries", "", phones) + more
    return model("Contact", inner, state)


def party(identifier: str, name: str = "", *, owner: bool = False) -> str:
    """A party of a call or chat."""
    told = field("IsPhoneOwner", str(owner))
    return model("Party", field("Identifier", identifier) + field("Name", name) + told)


def report(*models: str, metadata: str = "") -> bytes:
    """A report with these models."""
    return (
        f'<?xml version="1.0" encoding="utf-8"?>\n<project xmlns="{NAMESPACE}" name="phone">\n'
        f'<metadata section="Device Info">{metadata}</metadata>\n'
        f'<decodedData><modelType type="all">\n{"".join(models)}\n</modelType></decodedData>\n'
        "</project>\n"
    ).encode()


def archive(content: bytes, name: str = "report.xml") -> bytes:
    """A UFDR file."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as written:
        written.writestr("files/Image/photo.jpg", b"\xff\xd8")
        written.writestr(name, content)
    return buffer.getvalue()


CONTACTS = (
    contact("Оля Верхотоева", "8 (955) 263-47-91"),
    contact("Серый Кинешма", "+79552075532", state="Deleted"),
    contact("Роза", "+79552368429", "+79552721684"),
)
REPORT = report(*CONTACTS)
SAMPLES = {"report.xml": REPORT, "phone.ufdr": archive(REPORT)}
