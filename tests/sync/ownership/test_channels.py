"""Channels: reports before and after visits, masks, escorts, the gap; the inside owner stands apart from all of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import permutations

import pytest

from sync.ownership.case import Case
from sync.ownership.channel_case import ChannelCase, ChannelKind, Presence, Report, Stay, stays_of
from sync.ownership.channel_counterfactual import find_change
from sync.ownership.channel_explanation import explain_credit
from sync.ownership.channel_reasons import CREDITS, RULE_OF, ChannelCounterfactual, ChannelReason
from sync.ownership.channels import credit
from sync.ownership.tenure import walk
from sync.policy import Edition, RuleBook
from sync.switches import ChannelMode
from tests.sync.office import BOOK, ZONE, at, books_of, captured, case, claim, visit
from webapp import words

VISIT_WINS = RuleBook(channel_mode=ChannelMode.VISIT_WINS)
R = ChannelReason
C = ChannelCounterfactual


def report(
    channel: str, received: datetime, *, days: int = 7, masked: bool = False, kind: ChannelKind = ChannelKind.EXTERNAL
) -> Report:
    return Report(f"report of {channel} {received}", channel, kind, masked, received, received + timedelta(days=days))


def came(moment: datetime, channel: str | None = None, *, stated: datetime | None = None) -> Presence:
    return Presence(moment, stated or moment, channel)


def told(
    *reports: Report,
    came: tuple[Presence, ...] = (),
    stays: tuple[Stay, ...] = (),
    book: RuleBook = BOOK,
    numbered: bool = True,
) -> ChannelCase:
    return ChannelCase(books_of(book), reports, came, stays, numbered)


@dataclass(frozen=True)
class Row:
    """Facts and what the rules must say: who is credited, why, and what would have changed it."""

    facts: str
    case: ChannelCase
    channel: str | None
    reason: ChannelReason
    change: ChannelCounterfactual
    suspects: int = 0


REFERRER = ChannelKind.PUBLIC_REFERRAL
A_SINCE_10 = (Stay(at("10:00"), at("10:00")),)
A_SINCE_DAY_1 = (Stay(at("10:00", 1), at("10:00", 1)),)
SEPTEMBER = (Stay(at("10:00", -150), at("10:00", -150), at("00:00", -134)),)

ROWS = (
    Row(
        "30: X reports 09:00 and escorts at 10:00",
        told(report("X", at("09:00")), came=(came(at("10:00"), "X"),), stays=A_SINCE_10),
        "X",
        R.REPORT_STANDS,
        C.WITHOUT_REPORT_NOBODY,
    ),
    Row(
        "31: a walk-in of A's at 10:00, X reports 10:20",
        told(report("X", at("10:20")), came=(came(at("10:00")),), stays=A_SINCE_10),
        None,
        R.IN_PROTECTION,
        C.HAD_REPORTED_BY,
        suspects=1,
    ),
    Row(
        "as 31, but X reports hours later: void all the same, and nothing to suspect",
        told(report("X", at("15:00")), came=(came(at("10:00")),), stays=A_SINCE_10),
        None,
        R.IN_PROTECTION,
        C.HAD_REPORTED_BY,
    ),
    Row(
        "32: X reports 09:58, the client comes alone at 10:00",
        told(report("X", at("09:58")), came=(came(at("10:00")),), stays=A_SINCE_10),
        None,
        R.INTERCEPTION_GAP,
        C.HAD_REPORTED_BY,
        suspects=1,
    ),
    Row(
        "as 32, but X escorts: the gap is not kept, and no walk-in was intercepted",
        told(report("X", at("09:58")), came=(came(at("10:00"), "X"),), stays=A_SINCE_10),
        None,
        R.INTERCEPTION_GAP,
        C.HAD_REPORTED_BY,
    ),
    Row(
        "as 32, 29 minutes and 59 seconds before",
        told(report("X", at("09:30:01")), came=(came(at("10:00")),), stays=A_SINCE_10),
        None,
        R.INTERCEPTION_GAP,
        C.HAD_REPORTED_BY,
        suspects=1,
    ),
    Row(
        "as 32, half an hour before to the second: the report protects whoever comes",
        told(report("X", at("09:30")), came=(came(at("10:00")),), stays=A_SINCE_10),
        "X",
        R.REPORT_STANDS,
        C.WITHOUT_REPORT_NOBODY,
    ),
    Row(
        "as 32, with no gap in the rule book",
        told(
            report("X", at("09:58")),
            came=(came(at("10:00")),),
            stays=A_SINCE_10,
            book=replace(BOOK, interception_gap_minutes=0),
        ),
        "X",
        R.REPORT_STANDS,
        C.WITHOUT_REPORT_NOBODY,
    ),
    Row(
        "a client was here at 10:00, the registration was taken back, X reports at 10:20",
        told(
            report("X", at("10:20")),
            came=(came(at("10:00")), came(at("11:00"), "X")),
            stays=(Stay(at("10:00"), at("10:00"), at("10:10")),),
        ),
        None,
        R.INTERCEPTION_GAP,
        C.NOTHING_KNOWN,
        suspects=1,
    ),
    Row(
        "33: X's mask fits a client of A's",
        told(report("X", at("09:00"), masked=True), came=(came(at("10:00", 1)),), stays=A_SINCE_DAY_1),
        None,
        R.MASK_ONLY,
        C.HAD_GIVEN_NUMBER,
    ),
    Row(
        "33: it fits one who is A's already: a candidate, whatever its number would say",
        told(report("X", at("12:00"), masked=True), came=(came(at("10:00")),), stays=A_SINCE_10),
        None,
        R.MASK_ONLY,
        C.NOTHING_KNOWN,
    ),
    Row(
        "34: a mask of day 0, A's walk-in of day 1, X with the number on day 3; the report protects",
        told(
            report("X", at("09:00"), masked=True),
            came=(came(at("10:00", 1)), came(at("10:00", 3), "X")),
            stays=A_SINCE_DAY_1,
        ),
        "X",
        R.REPORT_STANDS,
        C.WITHOUT_REPORT_NOBODY,
    ),
    Row(
        "34: the same where the first visit wins",
        told(
            report("X", at("09:00"), masked=True),
            came=(came(at("10:00", 1)), came(at("10:00", 3), "X")),
            stays=A_SINCE_DAY_1,
            book=VISIT_WINS,
        ),
        None,
        R.WALK_IN,
        C.HAD_ESCORTED,
    ),
    Row(
        "34: with the number a day too late the mask stays a candidate",
        told(
            report("X", at("09:00"), masked=True),
            came=(came(at("10:00", 1)), came(at("10:00", 8), "X")),
            stays=A_SINCE_DAY_1,
        ),
        None,
        R.MASK_ONLY,
        C.HAD_GIVEN_NUMBER,
    ),
    Row(
        "35: X and Y report, the first visit wins, Y escorts it",
        told(
            report("X", at("09:00")),
            report("Y", at("09:10")),
            came=(came(at("10:00"), "Y"),),
            stays=A_SINCE_10,
            book=VISIT_WINS,
        ),
        "Y",
        R.REPORT_STANDS,
        C.WITHOUT_REPORT_NOBODY,
    ),
    Row(
        "35: the same where reports protect: X came first",
        told(report("X", at("09:00")), report("Y", at("09:10")), came=(came(at("10:00"), "Y"),), stays=A_SINCE_10),
        "X",
        R.REPORT_STANDS,
        C.WITHOUT_REPORT,
    ),
    Row(
        "35: Y escorts without any report: X is beaten, Y has nothing",
        told(report("X", at("09:00")), came=(came(at("10:00"), "Y"),), stays=A_SINCE_10, book=VISIT_WINS),
        None,
        R.ESCORTED_BY_ANOTHER,
        C.HAD_ESCORTED,
        suspects=0,
    ),
    Row(
        "35: the agent's record comes first, the front desk notes Y's escort five minutes later: one visit",
        told(
            report("Y", at("09:00")),
            came=(came(at("10:00")), came(at("10:05"), "Y")),
            stays=A_SINCE_10,
            book=VISIT_WINS,
        ),
        "Y",
        R.REPORT_STANDS,
        C.WITHOUT_REPORT_NOBODY,
    ),
    Row(
        "35: noted five hours later it is another visit",
        told(
            report("Y", at("09:00")),
            came=(came(at("10:00")), came(at("15:00"), "Y")),
            stays=A_SINCE_10,
            book=VISIT_WINS,
        ),
        None,
        R.WALK_IN,
        C.HAD_ESCORTED,
    ),
    Row(
        "36: here in September, recommended in February",
        told(
            report("P", at("09:00"), kind=REFERRER),
            came=(came(at("10:00", -150)), came(at("10:00", 1))),
            stays=SEPTEMBER,
        ),
        "P",
        R.REFERRAL_VALID,
        C.WITHOUT_REPORT_NOBODY,
    ),
    Row(
        "36: here 50 days ago, the look-back is 60",
        told(report("P", at("09:00"), kind=REFERRER), came=(came(at("10:00", -50)), came(at("10:00", 1)))),
        None,
        R.IN_PROTECTION,
        C.HAD_REPORTED_BY,
    ),
    Row(
        "a channel that is no referrer has no look-back: the protection ended, its report stands",
        told(
            report("X", at("09:00")),
            came=(came(at("10:00", -50)), came(at("10:00", 1))),
            stays=(Stay(at("10:00", -50), at("10:00", -50), at("00:00", -34)),),
        ),
        "X",
        R.REPORT_STANDS,
        C.WITHOUT_REPORT_NOBODY,
    ),
    Row(
        "the client comes on day 8, the report was good for seven",
        told(report("X", at("09:00")), came=(came(at("10:00", 8)),)),
        None,
        R.REPORT_EXPIRED,
        C.HAD_COME_BEFORE,
    ),
    Row(
        "X's client left and comes back alone in a new round: the old credit is over",
        told(
            report("X", at("09:00", -40)),
            came=(came(at("10:00", -40), "X"), came(at("10:00"))),
            stays=(Stay(at("10:00", -40), at("10:00", -40), at("00:00", -24)), *A_SINCE_10),
        ),
        None,
        R.WALK_IN,
        C.NOTHING_KNOWN,
    ),
    Row(
        "and with a report of Y's it is Y's",
        told(
            report("X", at("09:00", -40)),
            report("Y", at("09:00")),
            came=(came(at("10:00", -40), "X"), came(at("10:00"), "Y")),
            stays=(Stay(at("10:00", -40), at("10:00", -40), at("00:00", -24)), *A_SINCE_10),
        ),
        "Y",
        R.REPORT_STANDS,
        C.WITHOUT_REPORT_NOBODY,
    ),
    Row(
        "a channel came along and had reported nobody",
        told(came=(came(at("10:00"), "X"),), stays=A_SINCE_10),
        None,
        R.WALK_IN,
        C.NOTHING_KNOWN,
    ),
    Row(
        "a channel came along, the client left no number",
        told(came=(came(at("10:00"), "X"),), numbered=False),
        None,
        R.FULL_NUMBER_MISSING,
        C.NOTHING_KNOWN,
    ),
    Row(
        "A wrote at 10:00 without signal, the text came at 14:00, X reported at 10:20: by ruling times X was first",
        told(
            report("X", at("10:20")),
            came=(came(at("14:00"), stated=at("10:00")),),
            stays=(Stay(at("14:00"), at("10:00")),),
        ),
        "X",
        R.REPORT_STANDS,
        C.BY_STATED_TIME_NOBODY,
        suspects=1,
    ),
)


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
