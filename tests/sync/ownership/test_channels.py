"""Channels: reports before and after visits, masks, escorts, the gap; the inside owner stands apart from all of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from itertools import permutations

import pytest

from sync.ownership.case import Case
from sync.ownership.channel_case import ChannelCase, stays_of
from sync.ownership.channel_counterfactual import find_change
from sync.ownership.channel_explanation import explain_credit
from sync.ownership.channel_reasons import CREDITS, RULE_OF, ChannelReason
from sync.ownership.channels import credit
from sync.ownership.tenure import walk
from sync.policy import Edition
from tests.sync.office import BOOK, ZONE, at, books_of, captured, case, claim, visit
from tests.sync.ownership.channel_facts import VISIT_WINS, came, report, told
from tests.sync.ownership.channel_rows import A_SINCE_10, ROWS, R, Row
from webapp import words


@pytest.mark.parametrize("row", ROWS, ids=[row.facts for row in ROWS])
def test_the_table(row: Row) -> None:
    outcome = credit(row.case)
    assert outcome is not None, row.facts
    assert (outcome.channel_id, str(outcome.reason)) == (row.channel, str(row.reason)), row.facts
    assert str(find_change(row.case, outcome).code) == str(row.change), row.facts
    suspects = [verdict for verdict in outcome.verdicts if verdict.suspect_minutes is not None]
    assert len(suspects) == row.suspects, row.facts


@pytest.mark.parametrize("row", ROWS, ids=[row.facts for row in ROWS])
def test_a_sentence_for_every_row_in_both_languages(row: Row) -> None:
    outcome = credit(row.case)
    assert outcome is not None
    names = {name: f"渠道{name}" for name in "PXY"}
    said = explain_credit(
        row.case, outcome, find_change(row.case, outcome), names=names, words=words.books(), zone=ZONE
    )
    for part in (said.sentence, said.counterfactual, said.rule_title, said.appeal):
        assert set(part) == {"zh", "en"}
        for text in part.values():
            assert text, row.facts
            assert "{" not in text, row.facts
            assert "  " not in text, row.facts


@pytest.mark.parametrize("row", ROWS, ids=[row.facts for row in ROWS])
def test_the_order_in_which_facts_came_is_nothing(row: Row) -> None:
    outcome = credit(row.case)
    for reports in permutations(row.case.reports):
        for presences in permutations(row.case.presences):
            assert credit(replace(row.case, reports=reports, presences=presences)) == outcome, row.facts


def test_every_reason_has_a_rule_and_every_row_its_credit() -> None:
    assert set(RULE_OF) == set(ChannelReason)
    for row in ROWS:
        assert (row.reason in CREDITS) == (row.channel is not None), row.facts


def test_a_report_waits_until_somebody_comes() -> None:
    assert credit(told(report("X", at("09:00")))) is None
    assert credit(told()) is None
    assert credit(told(came=(came(at("10:00")),), stays=A_SINCE_10)) is None


def test_who_was_beaten_is_told_so() -> None:
    reports = (report("X", at("09:00")), report("Y", at("09:10")))
    for book, reason in ((VISIT_WINS, R.ESCORTED_BY_ANOTHER), (BOOK, R.REPORTED_BY_ANOTHER)):
        outcome = credit(told(*reports, came=(came(at("10:00"), "Y"),), stays=A_SINCE_10, book=book))
        assert outcome is not None
        loser = next(verdict for verdict in outcome.verdicts if verdict.reason not in CREDITS)
        assert str(loser.reason) == str(reason)


def test_a_channel_that_reports_twice_is_not_beaten_by_itself() -> None:
    outcome = credit(
        told(report("X", at("08:00")), report("X", at("09:00")), came=(came(at("10:00"), "X"),), stays=A_SINCE_10)
    )
    assert outcome is not None
    assert [verdict.reason for verdict in outcome.verdicts] == [R.REPORT_STANDS, R.REPORT_STANDS]


def test_a_report_is_held_against_the_rule_book_under_which_it_came() -> None:
    later = Edition(at("09:00"), replace(BOOK, version=2, interception_gap_minutes=120))
    books = books_of(BOOK, later)
    for received, version, reason in (("08:50", 1, R.REPORT_STANDS), ("09:10", 2, R.INTERCEPTION_GAP)):
        facts = ChannelCase(books, (report("X", at(received)),), (came(at("10:00"), "X"),), A_SINCE_10)
        outcome = credit(facts)
        assert outcome is not None
        assert (outcome.rule_version, str(outcome.reason)) == (version, str(reason)), received


def stays(inside: Case, now: datetime) -> list[tuple[datetime, datetime | None]]:
    return [(stay.began, stay.ended) for stay in stays_of(walk(inside, now))]


def test_stays_join_owners_that_follow_each_other() -> None:
    anna, bert = claim("A", captured(at("10:00"))), claim("B", captured(at("10:00", 20)))
    inside = case(anna, bert, contacts=(visit("A", captured(at("10:00"))), visit("B", captured(at("10:00", 20)))))
    assert stays(inside, at("12:00", 3)) == [(at("10:00"), None)]
    assert stays(inside, at("12:00", 21)) == [(at("10:00"), at("00:00", 16)), (at("10:00", 20), None)]
