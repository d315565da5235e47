"""The list of old clients with which an office begins: read strictly, row by row, nothing guessed.

A list is a table of text (CSV) with one header row, in Chinese or English. Every problem of every row is told at once,
with its line and field; a list with a problem is not published, not even in part.
"""

from __future__ import annotations

import csv
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from sync.ownership.identity import Phone, normalise_phone
from sync.personal import LONGEST_SURNAME, Title
from sync.refusals import Refusal

MOST_ROWS = 2_000


class OldClientField(StrEnum):
    """The columns of a list."""

    PHONE = "phone"
    SURNAME = "surname"
    TITLE = "title"
    STAFF_NUMBER = "staff_number"
    FIRST_DATE = "first_date"
    LAST_CONTACT = "last_contact"


class ListProblem(StrEnum):
    """Why a row, or the list, is not taken; the codes of numbers are those of `identity`."""

    NO_ROWS = "no_rows"
    TOO_MANY_ROWS = "too_many_rows"
    COLUMN_MISSING = "column_missing"
    FIELD_MISSING = "field_missing"
    FIELD_TOO_LONG = "field_too_long"
    UNREADABLE = "unreadable"
    TITLE_UNKNOWN = "title_unknown"
    STAFF_UNKNOWN = "staff_unknown"
    DATE_MALFORMED = "date_malformed"
    DATE_IN_FUTURE = "date_in_future"
    DATES_REVERSED = "dates_reversed"
    NUMBER_REPEATED = "number_repeated"


@dataclass(frozen=True, slots=True)
class RowProblem:
    """A problem. line: as an editor counts it, the header being 1. field: None for the list as a whole."""

    line: int
    field: OldClientField | None
    code: str


@dataclass(frozen=True, slots=True)
class OldClient:
    """A good row. The dates are days of the project's calendar; last_contact is never before first_date."""

    line: int
    phone: Phone
    surname: str
    title: Title | None
    staff_number: str
    first_date: date
    last_contact: date


#: Heads of columns, as offices write them.
_HEADS: Mapping[str, OldClientField] = MappingProxyType(
    {
        "手机号": OldClientField.PHONE,
        "电话": OldClientField.PHONE,
        "phone": OldClientField.PHONE,
        "姓氏": OldClientField.SURNAME,
        "姓": OldClientField.SURNAME,
        "surname": OldClientField.SURNAME,
        "称呼": OldClientField.TITLE,
        "title": OldClientField.TITLE,
        "工号": OldClientField.STAFF_NUMBER,
        "staff number": OldClientField.STAFF_NUMBER,
        "首次接待": OldClientField.FIRST_DATE,
        "first date": OldClientField.FIRST_DATE,
        "最后联系": OldClientField.LAST_CONTACT,
        "last contact": OldClientField.LAST_CONTACT,
    }
)

_TITLES: Mapping[str, Title] = MappingProxyType(
    {"先生": Title.MR, "mr": Title.MR, "女士": Title.MS, "小姐": Title.MS, "ms": Title.MS}
)

_Row = Mapping[OldClientField, str]


def read_old_clients(
    text: str, staff_numbers: frozenset[str], today: date
) -> tuple[OldClient, ...] | tuple[RowProblem, ...]:
    """Read a list; either every row is good, or all problems are returned.

    staff_numbers: of the agents who may own. today: in the project's time zone.
    """
    try:
        lines = list(csv.reader(text.removeprefix("\ufeff").splitlines(keepends=True)))
    except csv.Error:
        return (RowProblem(1, None, ListProblem.UNREADABLE),)
    heads = [_HEADS.get(_plain(head).lower()) for head in lines[0]] if lines else []
    missing = [field for field in OldClientField if field not in heads]
    if missing:
        return tuple(RowProblem(1, field, ListProblem.COLUMN_MISSING) for field in missing)
    rows = [(number, cells) for number, cells in enumerate(lines[1:], start=2) if any(map(str.strip, cells))]
    if not 0 < len(rows) <= MOST_ROWS:
        return (RowProblem(1, None, ListProblem.TOO_MANY_ROWS if rows else ListProblem.NO_ROWS),)
    reader = _Reader(staff_numbers, today)
    read = [reader.read(number, _named(heads, cells)) for number, cells in rows]
    problems = (*reader.problems, *_repeated([client for client in read if client is not None]))
    return tuple(sorted(problems, key=lambda each: each.line)) or tuple(each for each in read if each is not None)


class _Reader:
    """Reads rows and keeps what is wrong with them."""

    def __init__(self, staff_numbers: frozenset[str], today: date) -> None:
        self.problems: list[RowProblem] = []
        self._staff_numbers = staff_numbers
        self._today = today

    def read(self, line: int, row: _Row) -> OldClient | None:
        before = len(self.problems)
        phone = normalise_phone(row[OldClientField.PHONE])
        if isinstance(phone, Refusal):
            self._note(line, OldClientField.PHONE, phone.code)
        title = self._title(line, row)
        first, last = self._day(line, row, OldClientField.FIRST_DATE), self._day(line, row, OldClientField.LAST_CONTACT)
        self._texts(line, row)
        if first and last and last < first:
            self._note(line, OldClientField.LAST_CONTACT, ListProblem.DATES_REVERSED)
        if len(self.problems) > before or isinstance(phone, Refusal) or first is None or last is None:
            return None
        staff = row[OldClientField.STAFF_NUMBER]
        return OldClient(line, phone, row[OldClientField.SURNAME], title, staff, first, last)

    def _texts(self, line: int, row: _Row) -> None:
        surname, staff = row[OldClientField.SURNAME], row[OldClientField.STAFF_NUMBER]
        if not surname:
            self._note(line, OldClientField.SURNAME, ListProblem.FIELD_MISSING)
        if len(surname) > LONGEST_SURNAME:
            self._note(line, OldClientField.SURNAME, ListProblem.FIELD_TOO_LONG)
        if any(unicodedata.category(letter).startswith("C") for letter in surname):
            self._note(line, OldClientField.SURNAME, ListProblem.UNREADABLE)
        if staff not in self._staff_numbers:
            code = ListProblem.STAFF_UNKNOWN if staff else ListProblem.FIELD_MISSING
            self._note(line, OldClientField.STAFF_NUMBER, code)

    def _title(self, line: int, row: _Row) -> Title | None:
        word = row[OldClientField.TITLE].lower()
        if word and word not in _TITLES:
            self._note(line, OldClientField.TITLE, ListProblem.TITLE_UNKNOWN)
        return _TITLES.get(word)

    def _day(self, line: int, row: _Row, field: OldClientField) -> date | None:
        """Read 2026-03-09, 2026/3/9 or 2026.3.9."""
        parts = row[field].replace("/", "-").replace(".", "-").split("-")
        try:
            year, month, day = (int(part) for part in parts if part.isascii() and part.isdigit())
            found = date(year, month, day)
        except ValueError:
            code = ListProblem.DATE_MALFORMED if row[field] else ListProblem.FIELD_MISSING
            self._note(line, field, code)
            return None
        if found > self._today:
            self._note(line, field, ListProblem.DATE_IN_FUTURE)
            return None
        return found

    def _note(self, line: int, field: OldClientField, code: str) -> None:
        self.problems.append(RowProblem(line, field, code))


def _named(heads: Sequence[OldClientField | None], cells: Sequence[str]) -> _Row:
    row = dict.fromkeys(OldClientField, "")
    for head, cell in zip(heads, cells, strict=False):
        if head is not None:
            row[head] = _plain(cell)
    return row


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip()


def _repeated(clients: Sequence[OldClient]) -> Iterator[RowProblem]:
    """Find numbers that stand in the list twice: which of the two dates and agents would hold?"""
    seen: set[str] = set()
    for client in clients:
        if client.phone.e164 in seen:
            yield RowProblem(client.line, OldClientField.PHONE, ListProblem.NUMBER_REPEATED)
        seen.add(client.phone.e164)
