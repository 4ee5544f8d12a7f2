"""Cards of three versions of the standard in one file."""

GOOD = """BEGIN:VCARD
VERSION:3.0
N:Берёзкеева;Анастасия;;;
FN:Настя Берёзкеева
item1.TEL;waid=79552286140:+7 955 228-61-40
item1.X-ABLabel:Мобильный
ADR;TYPE=HOME:;;ул. Мира\\, 1;Кунгур;;;
CATEGORIES:Семья,Работа
END:VCARD
BEGIN:VCARD
VERSION:2.1
N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=D0=92=D0=B8=D1=82=
=D1=8F;;;;
FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=D0=92=D0=B8=D1=82=
=D1=8F
TEL;CELL:8-955-219-93-57
END:VCARD
BEGIN:VCARD
VERSION:4.0
FN:Роза
 Ильдаровна
TEL;VALUE=uri:tel:+79552368429
RELATED;TYPE=child;VALUE=text:Руслан
END:VCARD
"""

SAMPLES = {"contacts.vcf": GOOD.encode()}
