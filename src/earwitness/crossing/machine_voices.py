"""Turns in which a network or an answering machine speaks: nobody is to be attributed there."""

import re
from collections.abc import Sequence

from earwitness.records.hearing import Turn, channel_of

_MACHINE = re.compile(
    r"абонент\w*\s+(?:временно\s+)?(?:не\s?доступ|недоступ|выключ|не\s+отвеча|занят|не\s+може)"
    r"|аппарат\w*\s+абонент|вне\s+зоны\s+действ|телефон\s+(?:абонента\s+)?выключен"
    r"|автоответчик|голосов\w+\s+(?:почт|ящик|сообщен)|после\s+(?:звуково\w+\s+)?сигнал"
    r"|набранн\w+\s+(?:вами\s+)?номер|неправильно\s+набран|оставьте\s+(?:ваше\s+)?сообщени"
    r"|абонент\w*\s+(?:тимчасово|поза\s+зоною)|залиште\s+(?:ваше\s+)?повідомлен"
    r"|ваш\w*\s+(?:вызов|звонок)\s+(?:переадрес|перенаправ)|недостаточно\s+средств",
    re.IGNORECASE,
)
"""What Russian and Ukrainian networks and answering machines say; written from memory."""


def machine_channels(turns: Sequence[Turn]) -> frozenset[str]:
    """Channels on which the first turn that says anything is a machine's announcement."""
    channels: dict[str, list[Turn]] = {}
    for turn in turns:
        if turn.text.strip():
            channels.setdefault(channel_of(turn.speaker_label), []).append(turn)
    return frozenset(
        channel for channel, own in channels.items() if own and _MACHINE.search(own[0].text)
    )
