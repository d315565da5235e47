"""JSON as a contract: one meaning for one text.

The standard reader takes NaN, repeated keys, lone surrogates and any depth; two readers then disagree about one hashed
text, or the server answers 500. Everything of that kind is refused here, each with its own code.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable
from math import isfinite
from typing import Any, NoReturn

from sync.refusals import Refusal, RefusalCode

MAX_DEPTH = 8
MAX_DIGITS = 16


class _NotStrictError(ValueError):
    def __init__(self, code: RefusalCode, field: str = "") -> None:
        super().__init__(code)
        self.refusal = Refusal(code, field)


def read_object(text: str, *, envelope: bool = False) -> dict[str, Any] | Refusal:
    """Read one JSON object, or say why it is not one.

    An envelope may carry control characters inside its texts: each text is judged alone where it is opened, so that
    one bad entry does not hold up the others. Lone surrogates are refused everywhere: they have no bytes to hash.
    """
    if depth_of(text) > MAX_DEPTH:
        return Refusal(RefusalCode.TOO_DEEP)
    try:
        value = json.loads(
            text,
            object_pairs_hook=_object_without_repeats,
            parse_constant=_refuse_constant,
            parse_int=_short_integer,
            parse_float=_finite,
        )
        _refuse_bad_characters(value, "", has_bytes if envelope else is_clean)
    except _NotStrictError as error:
        return error.refusal
    except ValueError:
        return Refusal(RefusalCode.NOT_JSON)
    if not isinstance(value, dict):
        return Refusal(RefusalCode.NOT_AN_OBJECT)
    return value


def depth_of(text: str) -> int:
    """Count the deepest nesting before anything is parsed: the parser itself would fail on a deep text."""
    deepest = depth = 0
    in_string = escaped = False
    for letter in text:
        if in_string:
            in_string = escaped or letter != '"'
            escaped = letter == "\\" and not escaped
        elif letter == '"':
            in_string = True
        elif letter in "[{":
            depth += 1
            deepest = max(deepest, depth)
        elif letter in "]}":
            depth -= 1
    return deepest


def _object_without_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    value: dict[str, Any] = {}
    for key, item in pairs:
        if key in value:
            raise _NotStrictError(RefusalCode.DUPLICATE_KEY, key)
        value[key] = item
    return value


def _refuse_constant(_literal: str) -> NoReturn:
    raise _NotStrictError(RefusalCode.NUMBER_OUT_OF_RANGE)


def _finite(digits: str) -> float:
    number = float(digits)
    if not isfinite(number):
        raise _NotStrictError(RefusalCode.NUMBER_OUT_OF_RANGE)
    return number


def _short_integer(digits: str) -> int:
    if len(digits) > MAX_DIGITS:
        raise _NotStrictError(RefusalCode.NUMBER_OUT_OF_RANGE)
    return int(digits)


def _refuse_bad_characters(value: object, path: str, is_good: Callable[[str], bool]) -> None:
    if isinstance(value, str) and not is_good(value):
        raise _NotStrictError(RefusalCode.CONTROL_CHARACTER, path)
    if isinstance(value, dict):
        for key, item in value.items():
            _refuse_bad_characters(key, path, is_good)
            _refuse_bad_characters(item, f"{path}.{key}" if path else key, is_good)
    if isinstance(value, list):
        for item in value:
            _refuse_bad_characters(item, path, is_good)


#: They turn the reading direction around, so that a name can make the words next to it lie.
BIDI_OVERRIDES = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def has_bytes(text: str) -> bool:
    """Say whether a text can be written as UTF-8."""
    return not any("\ud800" <= letter <= "\udfff" for letter in text)


def is_clean(text: str) -> bool:
    """Say whether a text holds no control characters, lone surrogates or bidi overrides; breaks and tabs are fine."""
    return all(
        letter in "\n\t" or (unicodedata.category(letter) not in {"Cc", "Cs"} and letter not in BIDI_OVERRIDES)
        for letter in text
    )
