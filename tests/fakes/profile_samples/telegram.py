"""A whole account as Telegram Desktop writes it, and one chat of it."""

import json
from typing import Any

EXPORT: dict[str, Any] = {
    "about": "Fictional.",
    "personal_information": {
        "user_id": 900000001,
        "first_name": "Ольга",
        "last_name": "",
        "phone_number": "+7 955 263-47-91",
    },
    "contacts": {
        "about": "…",
        "list": [
            {"first_name": "Тётя Галя", "last_name": "мама Серёжи", "phone_number": "89552143018"},
            {"date": "2019-04-15T20:45:00"},
            {"first_name": "", "last_name": "Верхотоев", "phone_number": "0079552616517"},
        ],
    },
    "frequent_contacts": {
        "list": [
            {"id": 1, "category": "people", "type": "user", "name": "Марина", "rating": 3.5},
            {"id": 2, "category": "people", "type": "private_group", "name": "Жёны"},
            {"id": 3, "category": "inline_bots", "type": "bot", "name": "gif"},
        ]
    },
    "chats": {
        "list": [
            {
                "name": "Жёны",
                "type": "private_group",
                "messages": [
                    {"id": 1, "type": "message", "text": "Девочки, кто получал звонки?"},
                    {
                        "id": 2,
                        "type": "message",
                        "text": ["a", {"type": "bold", "text": "b"}],
                        "contact_information": {
                            "first_name": "Лена",
                            "last_name": "",
                            "phone_number": "+79552507213",
                        },
                    },
                ],
            }
        ]
    },
}

SAMPLES = {
    "result.json": json.dumps(EXPORT, ensure_ascii=False, indent=1).encode(),
}
