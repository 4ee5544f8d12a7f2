"""Chats as an iPhone and as an Android phone exports them, and an archive of one."""

import io
import zipfile

IPHONE = """\
[09.03.2022, 10:11:05] Настя Б.: \u200eСообщения и звонки защищены сквозным шифрованием.
[09.03.2022, 10:13:41] Настя Б.: Вить, он звонил?
[09.03.2022, 10:28:06] Витя Шина: Звонил в понедельник: сказал деньги отдать
Остальное потом
\u200e[14.03.2022, 10:54:35] \u202a+7 955 200‑00‑11\u202c: \u200e<attached: 00000007-Димон.vcf>
"""

ANDROID = """\
6/13/23, 7:35\u202fPM - Messages and calls are end-to-end encrypted.
6/13/23, 7:36\u202fPM - Рита created group "Жёны: третья рота"
6/13/23, 7:37\u202fPM - +7 955 200-00-12 joined using this group's invite link
6/14/23, 8:00\u202fAM - Рита: Девочки, кто получал звонки?
6/14/23, 8:01\u202fAM - ~ Лена: Я
"""

CARD = "BEGIN:VCARD\nVERSION:3.0\nFN:Димон\nTEL;waid=79552573537:+7 955 257-35-37\nEND:VCARD\n"


def archive(**members: str) -> bytes:
    """A zip archive of texts; `__` in a name stands for the dot."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, text in members.items():
            packed.writestr(name.replace("__", "."), text)
    return buffer.getvalue()


SAMPLES = {
    "_chat.txt": IPHONE.encode(),
    "WhatsApp Chat with Жёны.txt": ANDROID.encode(),
    "WhatsApp Chat - Настя Б..zip": archive(_chat__txt=IPHONE, Димон__vcf=CARD),
}
