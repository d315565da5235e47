"""The rule book: every number in a range, every switch a closed list, no version edited."""

from __future__ import annotations

import json
from dataclasses import fields, replace
from typing import Any

import pytest

from sync.policy import RANGES, Edition, RuleBook, RuleBookError, RuleBooks
from tests.sync.office import at

BOOK = RuleBook()


def test_a_book_survives_being_written_down() -> None:
    changed = replace(BOOK, version=3, protection_days_visit=30, makeup_turn_for=())
    for book in (BOOK, changed):
        assert RuleBook.from_dict(json.loads(json.dumps(book.to_dict()))) == book


def test_what_is_not_named_keeps_its_default() -> None:
    assert RuleBook.from_dict({"tie_gap_seconds": 90}) == replace(BOOK, tie_gap_seconds=90)


BAD = [
    ({"tie_gap": 60}, "tie_gap", "unknown"),
    ({"tie_gap_seconds": 601}, "tie_gap_seconds", "out_of_range"),
    ({"commitment_window_hours": 25}, "commitment_window_hours", "out_of_range"),
    ({"commitment_window_hours": 0}, "commitment_window_hours", "out_of_range"),
    ({"tie_gap_seconds": "60"}, "tie_gap_seconds", "not_a_whole_number"),
    ({"tie_gap_seconds": True}, "tie_gap_seconds", "not_a_whole_number"),
    ({"tie_gap_seconds": 1.5}, "tie_gap_seconds", "not_a_whole_number"),
    ({"owner_named_to_loser": 1}, "owner_named_to_loser", "not_a_switch"),
    ({"household": "nobody"}, "household", "not_a_choice"),
    ({"household": None}, "household", "not_a_choice"),
    ({"required_fields": "phone"}, "required_fields", "not_a_choice"),
    ({"required_fields": ["phone", "blood_group"]}, "required_fields", "not_a_choice"),
    ({"required_fields": ["phone", "phone"]}, "required_fields", "repeated"),
    ({"required_fields": ["surname"]}, "required_fields", "phone_is_what_is_claimed"),
    ({"protection_cap_days": 10}, "protection_cap_days", "shorter_than_protection"),
    ({"warning_days": 7}, "warning_days", "longer_than_protection"),
]


@pytest.mark.parametrize(("body", "field", "reason"), BAD, ids=[f"{row[1]} {row[2]}" for row in BAD])
def test_what_cannot_be_is_refused_with_field_and_reason(body: dict[str, Any], field: str, reason: str) -> None:
    assert RuleBook.from_dict(body) == (RuleBookError(field, reason),), body


def test_all_errors_are_told_at_once() -> None:
    errors = RuleBook.from_dict({"tie_gap_seconds": -1, "household": "x", "y": 1})
    assert isinstance(errors, tuple)
    assert {error.field for error in errors} == {"tie_gap_seconds", "household", "y"}


def test_every_number_has_a_range_that_holds_its_default() -> None:
    numbers = {
        field.name
        for field in fields(RuleBook)
        if isinstance(field.default, int) and not isinstance(field.default, bool)
    }
    assert set(RANGES) == numbers
    for name, (lowest, highest) in RANGES.items():
        assert lowest <= getattr(BOOK, name) <= highest, name


def test_the_edition_in_force_is_the_newest_that_has_begun() -> None:
    books = RuleBooks(tuple(Edition(at("00:00", day), RuleBook(version=day + 1)) for day in (0, 5)))
    versions = [books.at(moment).version for moment in (at("00:00", -1), at("23:59", 4), at("00:00", 5))]
    assert versions == [1, 1, 6]
