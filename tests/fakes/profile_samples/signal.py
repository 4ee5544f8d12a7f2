"""Signal's plain export, conversations, and the files of signal-export."""

import json
from typing import Any

RITA, KOLYA = "AAAAAAAAAAAAAAAAAAAAAg==", "AAAAAAAAAAAAAAAAAAAAAw=="

FRAMES: list[dict[str, Any]] = [
    {"version": "1", "backupTimeMs": "1646816400000"},
    {"account": {"profileKey": "AA==", "givenName": "Оля", "username": "olya.21"}},
    {"recipient": {"id": "1", "self": {}}},
    {"recipient": {"id": "2", "contact": {
        "aci": RITA, "e164": "79552000011", "systemGivenName": "Рита", "profileGivenName": "R"}}},
    {"recipient": {"id": "3", "group": {"masterKey": "AA==", "snapshot": {
        "title": {"title": "Жёны"}, "members": [{"userId": RITA}, {"userId": KOLYA}]}}}},
    {"recipient": {"id": "4", "contact": {
        "aci": KOLYA, "profileGivenName": "Коля", "profileFamilyName": "Шина"}}},
    {"chat": {"id": "1", "recipientId": "2"}},
    {"chatItem": {"chatId": "1", "authorId": "2", "dateSent": "1646816465000",
                  "standardMessage": {"text": {"body": "Алло"}}}},
    {"chatItem": {"chatId": "1", "authorId": "2", "dateSent": "1646816466000",
                  "contactMessage": {"contact": {"name": {"givenName": "Лена"},
                                                 "number": [{"value": "+79552000012"}]}}}},
]  # fmt: skip

MESSAGES: list[dict[str, Any]] = [
    {"date": f"2022-03-0{day}T10:00:00", "sender": sender, "body": "Алло", "quote": "",
     "sticker": None, "reactions": [], "attachments": [], "deleted": False}
    for day, sender in enumerate(["Рита", "Me", "Коля Шина", "+7 955 200-00-11"], start=1)
]  # fmt: skip

CONVERSATIONS: dict[str, Any] = {
    "conversations": [
        {"id": "a", "type": "private", "e164": "+79552000011", "name": "Рита",
         "profileName": "R", "serviceId": "0000-1"},
        {"id": "b", "type": "private", "e164": "+79552000012", "name": None,
         "profileName": "Лена", "profileFamilyName": "Д", "uuid": "0000-2"},
        {"id": "c", "type": "group", "name": "Жёны", "members": ["0000-1", "0000-2"]},
        {"id": "d", "type": "private", "profileFullName": "Коля Шина", "serviceId": "0000-3"},
    ]
}  # fmt: skip

META: dict[str, Any] = {
    "name": "Жёны",
    "exported_by": "Оля",
    "exported_on": "2022-03-12T10:00:00.000001",
    "members": [
        {"name": "Рита", "display_name": "R", "number": "+79552000011", "other_groups": ["Дом"]},
        {"name": None, "display_name": "Лена", "number": "+79552000012", "other_groups": []},
        {"name": "Коля", "display_name": "", "number": None, "other_groups": []},
    ],
}

CHAT = "[2022-03-09 10:11:05] Рита: Алло\n\n[2022-03-09 10:11:06] Me: Да\n"


def lines(objects: list[dict[str, Any]]) -> bytes:
    return "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in objects).encode()


SAMPLES = {
    "main.jsonl": lines(FRAMES),
    "data.json": lines(MESSAGES),
    "conversations.json": json.dumps(CONVERSATIONS, ensure_ascii=False, indent=2).encode(),
    "meta.json": json.dumps(META, ensure_ascii=False, indent=2).encode(),
    "chat.md": CHAT.encode(),
}
