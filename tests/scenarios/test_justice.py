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

#: Whom the client names, and when, told in any order; whom it named first; what later words are.
WISHES = (
    (
        "24: the first word stands, the second is a wish",
        (("B", "5 10:00"), ("A", "0 10:00")),
        "A",
        "change_wish",
    ),
    ("24: A and nobody else", (("A", "0 10:00"),), "A", "first_word_stands"),
)

#: The deal is of day 0 at 15:00.
OBJECTIONS = (
    ("50: on day 6 it is heard", "6 10:00", "admissible"),
    ("50: on day 9 it is barred", "9 10:00", "time_barred"),
)

#: How much of a million is cancelled.
REVERSALS = (
    ("52: all of it", 1_000_000, (Line("A", -60_001), Line("B", -40_000))),
    ("52: half of it", 500_000, (Line("A", -30_000), Line("B", -20_000))),
)

#: A and B are the parties, of team one and two.
JUDGES = (
    ("53: the manager has changed this client's record", Judge("m", None, frozenset({"client"})), "recused_touched"),
    ("53: a party", Judge("a", "one", frozenset()), "recused_party"),
    ("53: of a party's team", Judge("l", "two", frozenset()), "recused_team"),
    ("53: the manager has changed another client's record", Judge("m", None, frozenset({"another client"})), None),
)

#: Wished on day 3; when the dispute about the client closes, "open" or empty if there is none.
ERASURES = (
    ("55: owned and undisputed", "", "erased", "3 10:00"),
    ("56: while a dispute is open", "open", "restricted", ""),
    ("56: as it closes", "6 10:00", "restricted", "6 10:00"),
)

RETURNS = (
    ("55: an old phone syncs on day 10", "10 10:00", None, "consent_needed"),
    ("55: with fresh consent", "10 10:00", moment("10 09:00"), "welcome"),
    ("55: with the consent of before the erasure", "10 10:00", moment("0 09:00"), "consent_needed"),
    ("55: after thirty days", "33 10:00", None, "welcome"),
)

SEARCHES = (
    ("61: B searched three times and registered days later", ("0 10:00", "1 10:00", "2 10:00"), True),
    ("61: two searches are no pattern", ("0 10:00", "1 10:00"), False),
    ("61: searched while the client stood there", ("5 09:40", "5 09:45", "5 09:50"), False),
)


@pytest.mark.parametrize(("story", "names", "shown", "now", "says"), WORDS, ids=[row[0] for row in WORDS])
def test_the_client_s_word_decides_nothing_by_itself(
    story: str, names: str | None, shown: tuple[tuple[str, str], ...], now: str, says: str
) -> None:
    receptions = [Shown(agent, moment(at)) for agent, at in shown]
    assert str(weigh_word(Word(moment("0 10:00"), names), "B", receptions, moment(now), BOOK)) == says, story


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


@pytest.mark.parametrize(("story", "said", "first", "says"), WISHES, ids=[row[0] for row in WISHES])
def test_the_first_word_stands_and_a_later_one_is_a_wish(
    story: str, said: tuple[tuple[str, str], ...], first: str, says: str
) -> None:
    words = [Word(moment(at), names) for names, at in said]
    assert (str(weigh_change(words)), first_word(words)) == (says, first), story


@pytest.mark.parametrize(("story", "at", "says"), OBJECTIONS, ids=[row[0] for row in OBJECTIONS])
def test_a_deal_can_be_disputed_within_its_look_back(story: str, at: str, says: str) -> None:
    heard = admit(moment(at), moment("0 15:00"), BOOK, ZONE)
    assert (str(heard.code), heard.money_held) == (says, says == "admissible"), story
    assert heard.until == moment("8 00:00"), story


@pytest.mark.parametrize(("story", "part", "says"), REVERSALS, ids=[row[0] for row in REVERSALS])
def test_what_was_paid_is_taken_back_to_the_fen_by_new_lines(story: str, part: int, says: tuple[Line, ...]) -> None:
    paid = allot(100_001, SIXTY_FORTY)
    assert paid == (Line("A", 60_001), Line("B", 40_000))
    assert reverse(paid, part, 1_000_000) == says, story


@pytest.mark.parametrize(("story", "judge", "says"), JUDGES, ids=[row[0] for row in JUDGES])
def test_who_changed_the_record_or_is_a_party_judges_no_dispute(story: str, judge: Judge, says: str | None) -> None:
    recused = why_recused(judge, "client", (Party("a", "one"), Party("b", "two")))
    assert (str(recused) if recused else None) == says, story


@pytest.mark.parametrize(("story", "closed", "says", "erased"), ERASURES, ids=[row[0] for row in ERASURES])
def test_a_client_is_forgotten_at_once_or_when_the_dispute_closes(
    story: str, closed: str, says: str, erased: str
) -> None:
    wished = moment("3 10:00")
    outcome = restrict("A") if closed == "open" else erase(wished, "A", moment(closed) if closed else None, BOOK)
    assert (str(outcome.code), outcome.erased_at) == (says, moment(erased) if erased else None), story
    assert outcome.told == "A", story


@pytest.mark.parametrize(("story", "at", "consented", "says"), RETURNS, ids=[row[0] for row in RETURNS])
def test_an_erased_number_comes_back_only_with_fresh_consent(
    story: str, at: str, consented: datetime | None, says: str
) -> None:
    assert str(take_back(moment(at), moment("3 10:00"), consented, BOOK)) == says, story


@pytest.mark.parametrize(("story", "searched", "says"), SEARCHES, ids=[row[0] for row in SEARCHES])
def test_searching_without_registering_is_told(story: str, searched: tuple[str, ...], *, says: bool) -> None:
    assert is_probing([moment(at) for at in searched], moment("5 10:00"), BOOK) is says, story
