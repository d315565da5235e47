"""The rule book in plain language: every rule has its words, in both languages, for whatever it may say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, replace
from enum import StrEnum
from typing import Any, get_args

import pytest

from sync.policy import LADDERS, RANGES, RuleBook, RuleBookError, WhyNot
from sync.policy_words import SECTIONS, Section, change, changed, changes, label, mend, sentence, value
from webapp.words import LANGUAGES, books

BOOK = RuleBook()
RULES = tuple(field.name for field in fields(RuleBook) if field.name != "version")


def choices_of(field: str) -> Iterator[Any]:
    """Yield values of every kind that a rule can have: every choice, both ends of every range, nothing."""
    wanted = RuleBook.types()[field]
    if wanted is bool:
        yield from (True, False)
    elif wanted is int:
        yield from RANGES[field]
    elif field in LADDERS:
        yield from ((), (1,), (7, 5, 3))
    elif get_args(wanted):
        yield from ((), tuple(get_args(wanted)[0]))
    else:
        assert issubclass(wanted, StrEnum)
        yield from wanted


def test_every_rule_stands_in_one_section() -> None:
    assert tuple(name for names in SECTIONS.values() for name in names) == RULES
    assert set(SECTIONS) == set(Section)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("field", RULES)
def test_every_rule_has_a_name_and_a_sentence_for_whatever_it_may_say(field: str, language: str) -> None:
    texts, said = books()[language], set()
    assert label(field, texts)
    for raw in choices_of(field):
        book = replace(BOOK, **{field: raw})
        words = sentence(field, book, texts)
        assert "{" not in words, words
        assert "{" not in value(field, book, texts)
        assert " 0 " not in words, "nothing at all is said in words of its own"
        said.add(words)
    assert len(said) == len(list(choices_of(field))), field


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("reason", WhyNot)
def test_every_mistake_has_a_sentence_that_names_its_field_and_how_to_mend_it(reason: WhyNot, language: str) -> None:
    texts = books()[language]
    for field in ("warning_days", "protection_cap_days", "effective_from"):
        words = mend(RuleBookError(field, reason), texts)
        assert "{" not in words
        assert reason == WhyNot.NOTHING_CHANGED or texts[f"rules.label.{field}"] in words, words
    assert mend(RuleBookError("blood_group", WhyNot.UNKNOWN), texts)


def test_a_range_is_told_in_the_words_of_its_field() -> None:
    error = RuleBookError("protection_cap_days", WhyNot.OUT_OF_RANGE)
    assert mend(error, books()["en"]) == "“Protection in all” goes from 1 to 730. Choose a number in between."


VISIT = "Protection after a visit: 15 days from the last effective contact"
WARNED = "A protection about to lapse is warned of with less than"
SAID = [
    ({}, "protection_days_visit", f"{VISIT}, the last day included."),
    ({"counting": "full_hours"}, "protection_days_visit", f"{VISIT}, counted in full 24 hours."),
    ({"warning_days": [3]}, "warning_days", f"{WARNED} 3 days left."),
    ({"warning_days": [2, 1]}, "warning_days", f"{WARNED} 2 / 1 days left."),
    ({"warning_days": [1]}, "warning_days", f"{WARNED} 1 day left."),
    ({"tie_gap_seconds": 0}, "tie_gap_seconds", "There are no ties: the earlier one wins, however close."),
    ({"required_fields": ["phone", "title"]}, "required_fields", "A registration names at once: phone, title."),
]


@pytest.mark.parametrize(("body", "field", "words"), SAID)
def test_what_a_rule_says(body: dict[str, Any], field: str, words: str) -> None:
    book = RuleBook.from_dict(body)
    assert isinstance(book, RuleBook), book
    assert sentence(field, book, books()["en"]) == words


def test_differences_are_said_in_the_order_of_the_book() -> None:
    after = replace(BOOK, version=2, protection_days_visit=10, repeat_visit_uses_turn=True, warning_days=(5, 3))
    texts = books()["en"]
    assert changed(BOOK, after) == ("protection_days_visit", "warning_days", "repeat_visit_uses_turn")
    assert change("warning_days", BOOK, after, texts) == "Warning before lapse: 3 days → 5 / 3 days"
    assert changes(BOOK, after, texts, most=1) == "Protection after a visit: 15 days → 10 days; 2 more"
    assert changed(BOOK, replace(BOOK, version=9)) == ()
