"""Read the fields of one JSON object: each exactly once, each with its type, none left over."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Any, TypeVar

from sync.refusals import Refusal, RefusalCode

Choice = TypeVar("Choice", bound=StrEnum)

UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")

_NAMED_BY_US = re.compile(r"[a-z_]{1,24}|\d{1,3}")


def speakable(path: str) -> str:
    """Return a dotted path as it may be told and stored: a name that is none of ours may be anything, a number even."""
    parts = path.split(".")[:4]
    return ".".join(part if _NAMED_BY_US.fullmatch(part) else "?" for part in parts)[:40] if path else ""


class FieldError(ValueError):
    """Stops the reading of one object; caught where the reading began, never seen by callers of the rules."""

    def __init__(self, code: RefusalCode, field: str) -> None:
        super().__init__(f"{code} {field}")
        self.refusal = Refusal(code, field)


class Fields:
    """The fields of one object that are not read yet."""

    def __init__(self, value: object, path: str = "") -> None:
        if not isinstance(value, dict):
            raise FieldError(RefusalCode.FIELD_TYPE, path)
        self._left: dict[str, Any] = dict(value)
        self._path = path

    def path(self, name: str) -> str:
        """Return the dotted path of a field."""
        return f"{self._path}.{name}" if self._path else name

    def fail(self, code: RefusalCode, name: str) -> FieldError:
        """Build the error for a field."""
        return FieldError(code, self.path(name))

    def take(self, name: str) -> object:
        """Take a field that must be there; null counts as missing."""
        value = self._left.pop(name, None)
        if value is None:
            raise self.fail(RefusalCode.FIELD_MISSING, name)
        return value

    def has(self, name: str) -> bool:
        """Say whether a field is there and not null; a null one is used up."""
        if self._left.get(name) is None:
            self._left.pop(name, None)
            return False
        return True

    def inner(self, name: str) -> Fields:
        """Take an object."""
        return Fields(self.take(name), self.path(name))

    def text(self, name: str, longest: int) -> str:
        """Take a text, trimmed."""
        value = self.take(name)
        if not isinstance(value, str):
            raise self.fail(RefusalCode.FIELD_TYPE, name)
        if len(value) > longest:
            raise self.fail(RefusalCode.FIELD_TOO_LONG, name)
        return value.strip()

    def texts(self, name: str, most: int, longest: int) -> tuple[str, ...]:
        """Take a list of texts, each trimmed; what is wrong with one is told with its place."""
        value = self.take(name)
        if not isinstance(value, list):
            raise self.fail(RefusalCode.FIELD_TYPE, name)
        if len(value) > most:
            raise self.fail(RefusalCode.FIELD_TOO_LONG, name)
        each = Fields({str(place): text for place, text in enumerate(value)}, self.path(name))
        return tuple(each.text(str(place), longest) for place in range(len(value)))

    def whole(self, name: str, lowest: int, highest: int) -> int:
        """Take a whole number inside a range; true and false are no numbers."""
        value = self.take(name)
        if not isinstance(value, int) or isinstance(value, bool):
            raise self.fail(RefusalCode.FIELD_TYPE, name)
        if not lowest <= value <= highest:
            raise self.fail(RefusalCode.NUMBER_OUT_OF_RANGE, name)
        return value

    def entry_id(self, name: str) -> str:
        """Take an id: a UUID in lowercase with hyphens."""
        value = self.text(name, 36)
        if UUID.fullmatch(value) is None:
            raise self.fail(RefusalCode.FIELD_VALUE, name)
        return value

    def choice(self, name: str, choices: type[Choice]) -> Choice:
        """Take one of a closed list of words."""
        value = self.text(name, 40)
        try:
            return choices(value)
        except ValueError:
            raise self.fail(RefusalCode.FIELD_VALUE, name) from None

    def finish(self) -> None:
        """Refuse what nobody asked for."""
        for name in self._left:
            raise self.fail(RefusalCode.FIELD_UNKNOWN, name)
