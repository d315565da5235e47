"""Rules as the desk's templates draw them: sentences with their differences, boxes to write in, bars of lapses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from wtforms import Field

from sync.policy import RuleBook
from sync.policy_words import SECTIONS, Section, changed, label, range_of, sentence, value
from webapp.pages.forms.rules import RuleBookForm, choices_of, chooses_several
from webapp.pages.times import Times
from webapp.reader import reader_language
from webapp.services.ownership.rules.preview_rules import DayCount
from webapp.words import books

#: A picture has that many parts, whatever its width.
_WHOLE = 100.0
#: Of the room of a day, so much is left between two days.
_GAP = 0.16
_LABEL_EVERY = 7


@dataclass(frozen=True, slots=True)
class RuleRow:
    """One rule. before: what it said in the other version; `changed` whether that differs."""

    field: str
    label: str
    sentence: str
    before: str
    changed: bool


@dataclass(frozen=True, slots=True)
class SectionRows:
    """A part of the book, and how many of its rules differ."""

    name: Section
    title: str
    rows: tuple[RuleRow, ...]
    changed: int


@dataclass(frozen=True, slots=True)
class RuleBox:
    """A rule in the editor: its field, its choices in words, and what to know of it."""

    field: Field
    label: str
    choices: tuple[tuple[str, str], ...]
    several: bool
    range: str
    now: str


@dataclass(frozen=True, slots=True)
class DayBar:
    """One day of the picture, in parts of its width and height. label: its day, where there is room for one."""

    before_x: float
    after_x: float
    width: float
    before: float
    after: float
    label: str
    label_x: float


@dataclass(frozen=True, slots=True)
class LapseBars:
    """The picture of the lapses of each day. most: of one day, which is the height of the picture."""

    bars: tuple[DayBar, ...]
    most: int
    before: int
    after: int


def rows_of(book: RuleBook, before: RuleBook | None, *, whole: bool = False) -> tuple[SectionRows, ...]:
    """Return a book in the reader's words. whole: every rule with its other side, not only those that differ."""
    texts = books()[reader_language()]
    differs = frozenset(changed(before, book)) if before is not None else frozenset()

    def row(field: str) -> RuleRow:
        other = sentence(field, before, texts) if before is not None and (whole or field in differs) else ""
        return RuleRow(field, label(field, texts), sentence(field, book, texts), other, field in differs)

    return tuple(
        SectionRows(
            name, texts[f"rules.section.{name}"], tuple(map(row, fields)), sum(field in differs for field in fields)
        )
        for name, fields in SECTIONS.items()
    )


def rule_boxes(form: RuleBookForm, now: RuleBook) -> dict[Section, tuple[RuleBox, ...]]:
    """Return the boxes of the editor. now: the version that was published last."""
    return {name: tuple(_box(form, field, now) for field in fields) for name, fields in SECTIONS.items()}


def lapse_bars(days: Sequence[DayCount], times: Times) -> LapseBars:
    """Return the picture of some days."""
    most = max((max(day.before, day.after) for day in days), default=0)
    room = _WHOLE / max(1, len(days))
    return LapseBars(
        bars=tuple(_bar(place, day, room, most, times) for place, day in enumerate(days)),
        most=most,
        before=sum(day.before for day in days),
        after=sum(day.after for day in days),
    )


def _bar(place: int, day: DayCount, room: float, most: int, times: Times) -> DayBar:
    left, width = (place + _GAP / 2) * room, room * (1 - _GAP) / 2
    return DayBar(
        before_x=round(left, 2),
        after_x=round(left + width, 2),
        width=round(width, 2),
        before=_part(day.before, most),
        after=_part(day.after, most),
        label=times.month_and_day(day.day) if place % _LABEL_EVERY == 0 else "",
        label_x=round(left, 2),
    )


def _part(count: int, most: int) -> float:
    return round(_WHOLE * count / most, 2) if most else 0.0


def _box(form: RuleBookForm, field: str, now: RuleBook) -> RuleBox:
    texts = books()[reader_language()]
    family = "rules." if set(choices_of(field)) == {"yes", "no"} else f"rules.choice.{field}."
    return RuleBox(
        field=form[field],
        label=label(field, texts),
        choices=tuple((each, texts[f"{family}{each}"]) for each in choices_of(field)),
        several=chooses_several(field),
        range=range_of(field, texts),
        now=value(field, now, texts),
    )
