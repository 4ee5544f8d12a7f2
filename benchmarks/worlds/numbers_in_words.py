"""Numbers as they are said: ages, days, regiments, telephone numbers."""

_UNITS = "ноль один два три четыре пять шесть семь восемь девять".split()
_TEENS = ("десять одиннадцать двенадцать тринадцать четырнадцать пятнадцать шестнадцать "
          "семнадцать восемнадцать девятнадцать").split()  # fmt: skip
_TENS = ("двадцать тридцать сорок пятьдесят шестьдесят семьдесят восемьдесят девяносто").split()
_HUNDREDS = "сто двести триста четыреста пятьсот шестьсот семьсот восемьсот девятьсот".split()
_ORDINAL = {
    1: "первый", 2: "второй", 3: "третий", 4: "четвёртый", 5: "пятый", 6: "шестой", 7: "седьмой",
    8: "восьмой", 9: "девятый", 20: "двадцатый", 30: "тридцатый", 40: "сороковой",
    50: "пятидесятый", 60: "шестидесятый", 70: "семидесятый", 80: "восьмидесятый",
    90: "девяностый", 100: "сотый", 900: "девятисотый",
}  # fmt: skip
_MONTHS = ("января февраля марта апреля мая июня июля августа сентября октября ноября "
           "декабря").split()  # fmt: skip


def cardinal(number: int) -> str:
    """0…999 in the nominative."""
    words = []
    if number >= 100:
        words.append(_HUNDREDS[number // 100 - 1])
        number %= 100
        if not number:
            return words[0]
    if number < 10:
        words.append(_UNITS[number])
    elif number < 20:
        words.append(_TEENS[number - 10])
    else:
        words.append(_TENS[number // 10 - 2])
        if number % 10:
            words.append(_UNITS[number % 10])
    return " ".join(words)


def ordinal(number: int) -> str:
    """1…31 and 900…999 in the masculine nominative."""
    head, last = number - number % 10, number % 10
    if 10 <= number % 100 < 20:
        last = number % 100
        return f"{_hundred(number)}{_TEENS[last - 10][:-1]}ый"
    if last:
        tens = head % 100
        before = f"{_TENS[tens // 10 - 2]} " if tens else ""
        return f"{_hundred(number)}{before}{_ORDINAL[last]}"
    if number in _ORDINAL:
        return _ORDINAL[number]
    return f"{_hundred(number)}{_ORDINAL[number % 100]}"


def _hundred(number: int) -> str:
    return f"{_HUNDREDS[number // 100 - 1]} " if number >= 100 else ""


def ordinal_genitive(number: int) -> str:
    """As `ordinal`, in the genitive: "девятьсот семнадцатого", "третьего"."""
    text = ordinal(number)
    return f"{text[:-2]}ьего" if text.endswith("третий") else f"{text[:-2]}ого"


def day_of_month(month: int, day: int) -> str:
    """ "пятого апреля"."""
    return f"{ordinal_genitive(day)} {_MONTHS[month - 1]}"


def telephone(number: str) -> str:
    """+7 955 212 34 05 as "восемь девятьсот пятьдесят пять двести двенадцать тридцать четыре ноль
    пять"."""
    rest = number[2:]
    groups = [rest[:3], rest[3:6], rest[6:8], rest[8:]]
    return " ".join(["восемь", *(_group(group) for group in groups)])


def _group(digits: str) -> str:
    zeros = len(digits) - len(digits.lstrip("0"))
    if zeros == len(digits):
        return " ".join(["ноль"] * zeros)
    return " ".join(["ноль"] * zeros + [cardinal(int(digits))])
