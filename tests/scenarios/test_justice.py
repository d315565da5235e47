"""Rows about justice, money and being forgotten through the rules alone (23 to 26, 49, 50, 52 to 56, 61)."""

from __future__ import annotations

from datetime import datetime

import pytest

from sync.justice.confirmation import Answer, AnswerAttempt, refuse_answer
from sync.justice.disputes import Judge, Party, Shown, Word, admit, first_word, weigh_change, weigh_word, why_recused
from sync.justice.searches import is_probing
from sync.money.shares import CoDeal, Line, Share, allot, reverse, weigh_co_deal
from sync.people.erasure import erase, restrict, take_back
from sync.policy import RuleBook
from tests.scenarios.facts import ZONE, moment

BOOK = RuleBook()
SIXTY_FORTY = (Share("A", 6000), Share("B", 4000))

#: B registered. Whom the client names, on day 0 at 10:00; what the office's record shows; when somebody looks.
WORDS = (
    ("23: 'no, it was C', and C has no record yet", "C", (), "0 12:00", "word_waits_for_reception"),
    ("23: C shows a turn within 48 h", "C", (("C", "1 10:00"),), "1 11:00", "word_reception_shown"),
    ("23: C shows nothing in 48 h: B keeps, the client is asked once more", "C", (), "2 10:01", "word_ask_once_more"),
    ("23: what C records after 48 h proves nothing", "C", (("C", "2 11:00"),), "2 12:00", "word_ask_once_more"),
    ("23: a reception of D's proves nothing for C", "C", (("D", "0 09:00"),), "0 12:00", "word_waits_for_reception"),
    ("23: 'somebody else', whom the client cannot name", None, (), "0 12:00", "word_ask_once_more"),
    ("23: 'yes, it was B'", "B", (), "0 12:00", "word_confirms"),
)

#: A ticket of day 0 at 10:00, good for 24 h: (staff browser, staff number, spent before), when, refusal.
ANSWERS = (
    ("25: the agent's own browser answers", (True, False, False), "0 10:05", "self_confirm_browser"),
    ("25: the number is one of the office's own", (False, True, False), "0 10:05", "self_confirm_number"),
    ("26: it was answered before", (False, False, True), "0 10:05", "already_answered"),
    ("26: it has expired", (False, False, False), "1 10:00", "ticket_expired"),
    ("26: the client answers in time", (False, False, False), "0 10:05", None),
)

CONTRACT = moment("5 10:00")
CO_DEALS = (
    (
        "49: A proposes, B accepts, the manager approves",
        CoDeal(SIXTY_FORTY, "A", frozenset("B"), moment("4 10:00"), CONTRACT),
        "shares_hold",
    ),
    ("49: B has not accepted", CoDeal(SIXTY_FORTY, "A", frozenset(), moment("4 10:00"), CONTRACT), "not_accepted"),
    ("49: nobody approved", CoDeal(SIXTY_FORTY, "A", frozenset("B"), None, None), "not_approved"),
    (
        "49: approved after the contract",
        CoDeal(SIXTY_FORTY, "A", frozenset("B"), moment("6 10:00"), CONTRACT),
        "after_contract",
    ),
    (
        "49: C objects before the contract",
        CoDeal(SIXTY_FORTY, "A", frozenset("B"), moment("4 10:00"), None, (moment("4 11:00"),)),
        "shares_objected",
    ),
    (
        "49: C objects after it: nothing is blocked",
        CoDeal(SIXTY_FORTY, "A", frozenset("B"), moment("4 10:00"), CONTRACT, (moment("6 11:00"),)),
        "shares_hold",
    ),
    (
        "49: the parts are 99.99 %",
        CoDeal((Share("A", 6000), Share("B", 3999)), "A", frozenset("B"), moment("4 10:00"), None),
        "shares_incomplete",
    ),
    (
        "49: A stands there twice",
        CoDeal((Share("A", 6000), Share("A", 4000)), "A", frozenset(), moment("4 10:00"), None),
        "named_twice",
    ),
    (
        "49: B gets nothing",
        CoDeal((Share("A", 10000), Share("B", 0)), "A", frozenset("B"), moment("4 10:00"), None),
        "share_empty",
    ),
)


@pytest.mark.parametrize(("story", "names", "shown", "now", "says"), WORDS, ids=[row[0] for row in WORDS])
def test_the_client_s_word_decides_nothing_by_itself(
    story: str, names: str | None, shown: tuple[tuple[str, str], ...], now: str, says: str
) -> None:
    receptions = [Shown(agent, moment(at)) for agent, at in shown]
    assert str(weigh_word(Word(moment("0 10:00"), names), "B", receptions, moment(now), BOOK)) == says, story


def test_24_the_first_word_stands_and_a_later_one_is_a_wish() -> None:
    words = [Word(moment("5 10:00"), "B"), Word(moment("0 10:00"), "A")]
    assert (str(weigh_change(words)), first_word(words)) == ("change_wish", "A")
    assert str(weigh_change(words[1:])) == "first_word_stands"


@pytest.mark.parametrize(("story", "who", "at", "says"), ANSWERS, ids=[row[0] for row in ANSWERS])
def test_an_answer_is_taken_once_in_time_and_from_the_client(
    story: str, who: tuple[bool, bool, bool], at: str, says: str | None
) -> None:
    staff_browser, staff_number, spent = who
    attempt = AnswerAttempt(
        answer=Answer.YES,
        last_four="5678",
        at=moment(at),
        expires_at=moment("1 10:00"),
        stored=int(spent),
        spent=spent,
        staff_browser=staff_browser,
        staff_number=staff_number,
    )
    refusal = refuse_answer(attempt)
    assert (str(refusal) if refusal else None) == says, story


@pytest.mark.parametrize(("story", "deal", "says"), CO_DEALS, ids=[row[0] for row in CO_DEALS])
def test_parts_hold_when_all_agree_before_the_contract(story: str, deal: CoDeal, says: str) -> None:
    assert str(weigh_co_deal(deal)) == says, story


def test_50_a_dispute_on_day_6_is_heard_and_one_on_day_9_is_barred() -> None:
    deal = moment("0 15:00")
    heard, late = (admit(moment(at), deal, BOOK, ZONE) for at in ("6 10:00", "9 10:00"))
    assert (str(heard.code), heard.money_held) == ("admissible", True)
    assert (str(late.code), late.money_held) == ("time_barred", False)
    assert heard.until == moment("8 00:00")


def test_52_what_was_paid_is_taken_back_to_the_fen_by_new_lines() -> None:
    paid = allot(100_001, SIXTY_FORTY)
    assert paid == (Line("A", 60_001), Line("B", 40_000))
    assert reverse(paid, 1_000_000, 1_000_000) == (Line("A", -60_001), Line("B", -40_000))
    assert reverse(paid, 500_000, 1_000_000) == (Line("A", -30_000), Line("B", -20_000))


def test_53_who_changed_the_record_judges_no_dispute_about_it() -> None:
    parties = (Party("a", "one"), Party("b", "two"))
    rows: tuple[tuple[Judge, str | None], ...] = (
        (Judge("m", None, frozenset({"client"})), "recused_touched"),
        (Judge("a", "one", frozenset()), "recused_party"),
        (Judge("l", "two", frozenset()), "recused_team"),
        (Judge("m", None, frozenset({"another client"})), None),
    )
    for judge, says in rows:
        recused = why_recused(judge, "client", parties)
        assert (str(recused) if recused else None) == says, judge


def test_55_and_56_a_client_is_forgotten_at_once_or_when_the_dispute_closes() -> None:
    wished = moment("3 10:00")
    at_once = erase(wished, "A", None, BOOK)
    assert (str(at_once.code), at_once.erased_at, at_once.told) == ("erased", wished, "A")
    assert (str(restrict("A").code), restrict("A").erased_at) == ("restricted", None)
    closed = erase(wished, "A", moment("6 10:00"), BOOK)
    assert (str(closed.code), closed.erased_at) == ("restricted", moment("6 10:00"))


@pytest.mark.parametrize(
    ("story", "at", "consented", "says"),
    [
        ("55: an old phone syncs on day 10", "10 10:00", None, "consent_needed"),
        ("55: with fresh consent", "10 10:00", moment("10 09:00"), "welcome"),
        ("55: with the consent of before the erasure", "10 10:00", moment("0 09:00"), "consent_needed"),
        ("55: after thirty days", "33 10:00", None, "welcome"),
    ],
)
def test_an_erased_number_comes_back_only_with_fresh_consent(
    story: str, at: str, consented: datetime | None, says: str
) -> None:
    assert str(take_back(moment(at), moment("3 10:00"), consented, BOOK)) == says, story


@pytest.mark.parametrize(
    ("story", "searched", "says"),
    [
        ("61: B searched three times and registered days later", ("0 10:00", "1 10:00", "2 10:00"), True),
        ("61: two searches are no pattern", ("0 10:00", "1 10:00"), False),
        ("61: searched while the client stood there", ("5 09:40", "5 09:45", "5 09:50"), False),
    ],
)
def test_searching_without_registering_is_told(story: str, searched: tuple[str, ...], *, says: bool) -> None:
    assert is_probing([moment(at) for at in searched], moment("5 10:00"), BOOK) is says, story
