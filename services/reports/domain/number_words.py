"""Whole numbers as words, since a voice that reads a figure aloud may say it in the wrong language.

Welsh counts by tens (*dau ddeg tri*), as schools and forms do today.
"""

from typing import Final

MOST: Final = 9_999
_ENGLISH: Final = (
    *("nought", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS: Final = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_WELSH: Final = ("dim", "un", "dau", "tri", "pedwar", "pump", "chwech", "saith", "wyth", "naw", "deg")
_WELSH_TENS: Final = ("", "un", "dau", "tri", "pedwar", "pum", "chwe", "saith", "wyth", "naw")
_HUNDREDS: Final = (
    *("", "cant", "dau gant", "tri chant", "pedwar cant", "pum cant", "chwe chant", "saith cant", "wyth cant"),
    "naw cant",
)
_THOUSANDS: Final = (
    *("", "mil", "dwy fil", "tair mil", "pedair mil", "pum mil", "chwe mil", "saith mil", "wyth mil"),
    "naw mil",
)


def in_words(number: int, language: str) -> str:
    """A number as words in English or Welsh; in figures beyond what is easily heard, or below nought."""
    if not 0 <= number <= MOST:
        return str(number)
    return _welsh(number) if language == "cy" else _english(number)


def _english(number: int) -> str:
    thousands, rest = divmod(number, 1000)
    parts = [f"{_english_hundreds(thousands)} thousand"] if thousands else []
    if rest or not parts:
        joined = "and " if parts and rest < 100 else ""
        parts.append(joined + _english_hundreds(rest))
    return " ".join(parts)


def _english_hundreds(number: int) -> str:
    hundreds, rest = divmod(number, 100)
    parts = [f"{_ENGLISH[hundreds]} hundred"] if hundreds else []
    if rest or not parts:
        parts.append(_english_tens(rest))
    return " and ".join(parts)


def _english_tens(number: int) -> str:
    if number < len(_ENGLISH):
        return _ENGLISH[number]
    tens, ones = divmod(number, 10)
    return f"{_TENS[tens]}-{_ENGLISH[ones]}" if ones else _TENS[tens]


def _welsh(number: int) -> str:
    thousands, rest = divmod(number, 1000)
    hundreds, below = divmod(rest, 100)
    parts = [part for part in (_THOUSANDS[thousands], _HUNDREDS[hundreds]) if part]
    if not below:
        return " ".join(parts) or _WELSH[0]
    small = _welsh_tens(below)
    if not parts:
        return small
    # "a" becomes "ac" before a vowel.
    return f"{' '.join(parts)} {'ac' if small[0] in 'aeiouwy' else 'a'} {_after_a(small)}"


def _welsh_tens(number: int) -> str:
    tens, ones = divmod(number, 10)
    if not tens or number == 10:
        return _WELSH[number]
    ten = f"{_WELSH_TENS[tens]} {'ddeg' if tens == 2 else 'deg'}"
    return f"{ten} {_WELSH[ones]}" if ones else ten


def _after_a(words: str) -> str:
    """The aspirate mutation that follows "a": tri, pedwar, pump, chwech keep or change their first letter."""
    for plain, mutated in (("tri", "thri"), ("pedwar", "phedwar"), ("pum", "phum")):
        if words.startswith(plain):
            return mutated + words.removeprefix(plain)
    return words
