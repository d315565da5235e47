"""The rule book: every number in a range, every switch a closed list, no version edited."""

from __future__ import annotations

import json
from dataclasses import fields, replace
from datetime import timedelta
from typing import Any

import pytest

from sync.policy import RANGES, Edition, RuleBook, RuleBookError, RuleBooks
from sync.policy_conflicts import beginning_of, earliest_day, why_not_on
from tests.sync.office import DAY_0, ZONE, at

BOOK = RuleBook()


def test_a_book_survives_being_written_down() -> None:
    changed = replace(BOOK, version=3, protection_days_phone_enquiry=10, makeup_turn_for=(), warning_days=(7, 5, 3))
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
    ({"protection_cap_days": 20, "protection_days_visit": 21}, "protection_cap_days", "shorter_than_protection"),
    ({"warning_days": [7, 5]}, "warning_days", "longer_than_protection"),
    ({"warning_days": 7}, "warning_days", "longer_than_protection"),
    ({"warning_days": [6, 4]}, "warning_days", "longer_than_pool_protection"),
    ({"warning_days": [3, 5]}, "warning_days", "not_falling"),
    ({"warning_days": [3, 3]}, "warning_days", "not_falling"),
    ({"warning_days": [9, 8, 7, 6, 5, 4]}, "warning_days", "too_many_steps"),
    ({"warning_days": [3, 0]}, "warning_days", "out_of_range"),
    ({"warning_days": [3.5]}, "warning_days", "not_a_whole_number"),
    ({"warning_days": ["3"]}, "warning_days", "not_a_whole_number"),
    ({"warning_days": True}, "warning_days", "not_a_whole_number"),
    ({"warning_days": "3"}, "warning_days", "not_a_whole_number"),
    ({"pool_protection_days": 16}, "pool_protection_days", "longer_than_visit_protection"),
    ({"unconfirmed_expiry_hours": 720, "protection_cap_days": 29}, "unconfirmed_expiry_hours", "longer_than_cap"),
    ({"retention_months": 1}, "retention_months", "shorter_than_protection"),
    ({"completion_grace_minutes": 61, "commitment_window_hours": 1}, "completion_grace_minutes", "longer_than_window"),
    ({"own_relatives_cap": 5, "live_clients_cap": 4}, "own_relatives_cap", "more_than_live_clients"),
    ({"pool_claims_per_day": 6, "live_clients_cap": 5}, "pool_claims_per_day", "more_than_live_clients"),
    ({"standin_same_day_percent": 101}, "standin_same_day_percent", "out_of_range"),
]


@pytest.mark.parametrize(("body", "field", "reason"), BAD, ids=[f"{row[1]} {row[2]}" for row in BAD])
def test_what_cannot_be_is_refused_with_field_and_reason(body: dict[str, Any], field: str, reason: str) -> None:
    assert RuleBook.from_dict(body) == (RuleBookError(field, reason),), body


def test_all_contradictions_are_told_at_once() -> None:
    errors = RuleBook.from_dict({"protection_cap_days": 10, "required_fields": ["surname"], "pool_protection_days": 20})
    assert isinstance(errors, tuple)
    assert {error.field for error in errors} == {"protection_cap_days", "required_fields", "pool_protection_days"}


def test_what_was_written_before_the_ladder_is_read_as_one() -> None:
    for number, ladder in ((3, (3,)), (1, (1,)), (0, ())):
        book = RuleBook.from_dict({"warning_days": number})
        assert isinstance(book, RuleBook)
        assert book.warning_days == ladder


def test_what_was_published_stays_law_even_if_it_could_not_be_published_today() -> None:
    body = {"protection_cap_days": 10}
    assert RuleBook.from_stored(body) == replace(BOOK, protection_cap_days=10)
    assert RuleBook.from_stored({"tie_gap": 60}) == (RuleBookError("tie_gap", "unknown"),)


def test_a_version_begins_on_a_day_to_come_at_midnight_of_the_office() -> None:
    now, today = at("23:30", 4), DAY_0.date() + timedelta(days=4)
    assert earliest_day(now, ZONE) == today + timedelta(days=1)
    assert beginning_of(today + timedelta(days=1), ZONE) == at("00:00", 5)
    reasons = {0: "in_the_past", -30: "in_the_past", 1: None, 300: None, 400: "too_far_ahead"}
    for days, reason in reasons.items():
        error = why_not_on(today + timedelta(days=days), now, ZONE)
        assert (error and error.reason) == reason, days


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


#: Day on which each version begins, in the order of publication; the versions that take effect.
SUPERSEDED = [
    ((0, 10, 20), (1, 2, 3)),
    ((0, 10, 10), (1, 3)),
    ((0, 10, 5), (1, 3)),
    ((0, 10, 20, 15), (1, 2, 4)),
    ((0, 10, 20, 5), (1, 4)),
    ((0,), (1,)),
]


@pytest.mark.parametrize(("days", "versions"), SUPERSEDED)
def test_a_coming_version_gives_way_to_a_later_one_that_begins_no_later(
    days: tuple[int, ...], versions: tuple[int, ...]
) -> None:
    published = [Edition(at("00:00", day), RuleBook(version=place)) for place, day in enumerate(days, start=1)]
    assert tuple(edition.book.version for edition in RuleBooks.of(reversed(published)).editions) == versions
