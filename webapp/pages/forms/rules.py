"""The form of a rule book, drawn from the book itself: a rule that is new there is a field here."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, get_args

from flask_wtf import FlaskForm
from wtforms import Field, IntegerField, SelectField, SelectMultipleField, StringField

from sync.policy import LADDERS, RuleBook, RuleBookError
from sync.policy_words import SECTIONS, mend

#: Longer texts are no numbers, and are not carried around.
LONGEST = 64
_NUMBER = re.compile(r"[+-]?\d{1,9}\Z", re.ASCII)
_BETWEEN_STEPS = re.compile(r"[\s,/、;]+")
_SWITCH = {"yes": True, "no": False}
_RULES = tuple(name for names in SECTIONS.values() for name in names)


def _tidy(text: str | None) -> str:
    return unicodedata.normalize("NFKC", text or "").strip()[:LONGEST]


class RuleBookForm(FlaskForm):  # type: ignore[misc] # the package carries no types
    """Every rule, the day from which they hold, and the version that stood on the page."""

    effective_from = StringField(filters=[_tidy])
    based_on = IntegerField()

    @classmethod
    def of(cls, book: RuleBook, based_on: int, day: date) -> RuleBookForm:
        """Return the form filled with a book."""
        filled = {name: _typed(name, getattr(book, name)) for name in _RULES}
        form: RuleBookForm = cls(formdata=None, based_on=based_on, effective_from=day.isoformat(), **filled)
        return form

    def body(self) -> dict[str, Any]:
        """Return what was typed, as the rule book reads it; what is no number stays as it is, and is refused there."""
        return {name: _read(name, self[name].data) for name in _RULES}

    def day(self) -> date | None:
        """Return the day from which the book shall hold, if it is one."""
        try:
            return date.fromisoformat(self.effective_from.data)
        except ValueError:
            return None

    def show(self, errors: Iterable[RuleBookError], texts: Mapping[str, str]) -> None:
        """Show at each field how to mend it."""
        for error in errors:
            self[error.field].errors = [mend(error, texts)]

    def wrong(self) -> list[Field]:
        """Return the fields that have to be mended."""
        return [field for field in self if field.errors]

    def typed(self) -> Iterator[tuple[str, str]]:
        """Yield name and value of everything that was typed, for a page that carries it along."""
        for name in (*_RULES, "effective_from", "based_on"):
            value = self[name].data
            for each in value if isinstance(value, list) else [value]:
                yield name, "" if each is None else str(each)


def choices_of(name: str) -> tuple[str, ...]:
    """Return what can be chosen for a rule; nothing for a number."""
    wanted = RuleBook.types()[name]
    if wanted is bool:
        return tuple(_SWITCH)
    if wanted is int or name in LADDERS:
        return ()
    return tuple(str(each) for each in (get_args(wanted)[0] if get_args(wanted) else wanted))


def chooses_several(name: str) -> bool:
    """Say whether several choices of a rule can hold together."""
    return name not in LADDERS and bool(get_args(RuleBook.types()[name]))


def _field(name: str) -> Field:
    if not choices_of(name):
        return StringField(filters=[_tidy])
    kind = SelectMultipleField if chooses_several(name) else SelectField
    return kind(choices=list(choices_of(name)), validate_choice=False)


for _name in _RULES:
    setattr(RuleBookForm, _name, _field(_name))


def _typed(name: str, value: Any) -> object:  # noqa: ANN401 - of whatever type the rule is
    if isinstance(value, bool):
        return "yes" if value else "no"
    if name in LADDERS:
        return ", ".join(map(str, value))
    return [str(each) for each in value] if isinstance(value, tuple) else str(value)


def _read(name: str, typed: Any) -> object:  # noqa: ANN401 - as it came
    wanted = RuleBook.types()[name]
    if wanted is bool:
        return _SWITCH.get(typed, typed)
    if wanted is int:
        return _number(typed or "")
    if name in LADDERS:
        return [_number(step) for step in _BETWEEN_STEPS.split(typed or "") if step]
    return typed


def _number(text: str) -> int | str:
    return int(text) if _NUMBER.match(text) else text
