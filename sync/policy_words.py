"""Say a rule book in plain language: every rule a sentence, every difference a line, every mistake how to mend it.

The words live in `webapp/locales/*/rules.json` and come in as a mapping of whole keys; here is which of them are said.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from enum import StrEnum
from types import MappingProxyType

from sync.policy import LADDERS, RANGES, RuleBook, RuleBookError

#: Whole keys to templates with {placeholders}, in one language.
Texts = Mapping[str, str]


class Section(StrEnum):
    """The parts of a rule book, in the order in which people read it."""

    REGISTRATION = "registration"
    PROTECTION = "protection"
    TIME = "time"
    CONTESTED = "contested"
    POOL = "pool"
    CHANNEL = "channel"
    HOUSEHOLD = "household"
    ROTATION = "rotation"
    DEAL = "deal"
    RECORDS = "records"


#: The first rule of each part; those that follow it in the book belong to it as well.
_FIRST: Mapping[str, Section] = MappingProxyType(
    {
        "required_fields": Section.REGISTRATION,
        "protection_days_phone_enquiry": Section.PROTECTION,
        "commitment_window_hours": Section.TIME,
        "decision_deadline_hours": Section.CONTESTED,
        "pool_claims_per_day": Section.POOL,
        "channel_mode": Section.CHANNEL,
        "household": Section.HOUSEHOLD,
        "turn_order": Section.ROTATION,
        "lookback_days": Section.DEAL,
        "retention_months": Section.RECORDS,
    }
)
_UNITS = ("days", "hours", "minutes", "seconds", "months", "years", "percent")


def _sections() -> dict[Section, tuple[str, ...]]:
    parts: dict[Section, tuple[str, ...]] = {}
    part = Section.REGISTRATION
    for field in fields(RuleBook):
        if field.name != "version":
            part = _FIRST.get(field.name, part)
            parts[part] = (*parts.get(part, ()), field.name)
    return parts


#: Every rule, by the part that it stands in.
SECTIONS: Mapping[Section, tuple[str, ...]] = MappingProxyType(_sections())


def label(field: str, texts: Texts) -> str:
    """Name a rule."""
    return texts[f"rules.label.{field}"]


def sentence(field: str, book: RuleBook, texts: Texts) -> str:
    """Say what a book lays down in one rule."""
    raw = getattr(book, field)
    if isinstance(raw, bool):
        return texts[f"rules.sentence.{field}.{'yes' if raw else 'no'}"]
    if isinstance(raw, StrEnum):
        return texts[f"rules.sentence.{field}.{raw}"]
    nothing = f"rules.sentence.{field}.none"
    if not raw and nothing in texts:
        return texts[nothing]
    facts = {"value": value(field, book, texts), "inclusive": texts[f"rules.counted.{book.counting}"]}
    return texts[f"rules.sentence.{field}"].format_map(facts)


def value(field: str, book: RuleBook, texts: Texts) -> str:
    """Say the value alone, as short as it can be."""
    raw = getattr(book, field)
    if isinstance(raw, bool):
        return texts["rules.yes"] if raw else texts["rules.no"]
    if isinstance(raw, StrEnum):
        return texts[f"rules.choice.{field}.{raw}"]
    if isinstance(raw, int):
        return _counted(field, str(raw), one=raw == 1, texts=texts)
    if not raw:
        return texts["rules.nothing"]
    if field in LADDERS:
        return _counted(field, " / ".join(str(step) for step in raw), one=raw == (1,), texts=texts)
    return texts["rules.comma"].join(texts[f"rules.choice.{field}.{each}"] for each in raw)


def range_of(field: str, texts: Texts) -> str:
    """Say from where to where a number goes; nothing for what is chosen."""
    ends = {**RANGES, **LADDERS}.get(field)
    return "" if ends is None else _counted(field, f"{ends[0]}–{ends[1]}", one=False, texts=texts)


def mend(error: RuleBookError, texts: Texts) -> str:
    """Say how to mend what cannot be, in the words of its field."""
    known = f"rules.label.{error.field}"
    lowest, highest = {**RANGES, **LADDERS}.get(error.field, ("", ""))
    facts = {"label": texts.get(known, error.field), "lowest": lowest, "highest": highest}
    return texts[f"rules.mend.{error.reason}"].format_map(facts)


def changed(before: RuleBook, after: RuleBook) -> tuple[str, ...]:
    """Return the rules in which two books differ, in the order of the book."""
    rules = (name for names in SECTIONS.values() for name in names)
    return tuple(name for name in rules if getattr(before, name) != getattr(after, name))


def change(field: str, before: RuleBook, after: RuleBook, texts: Texts) -> str:
    """Say one difference in one line."""
    facts = {"label": label(field, texts), "before": value(field, before, texts), "after": value(field, after, texts)}
    return texts["rules.change"].format_map(facts)


def changes(before: RuleBook, after: RuleBook, texts: Texts, most: int) -> str:
    """Say the first differences in one text, and how many more there are."""
    names = changed(before, after)
    said = [change(name, before, after, texts) for name in names[:most]]
    if len(names) > most:
        said.append(texts["rules.changes_more"].format(count=len(names) - most))
    return texts["rules.semicolon"].join(said)


def _counted(field: str, number: str, *, one: bool, texts: Texts) -> str:
    unit = next((unit for unit in _UNITS if unit in field.split("_")), None)
    return number if unit is None else texts[f"rules.unit.{unit}.{'one' if one else 'many'}"].format(n=number)
