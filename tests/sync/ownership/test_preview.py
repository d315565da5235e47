"""What a proposed rule book would do: looking ahead nothing but time passes, looking back only the book differs."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from sync.ownership.acts import Freeze, FreezeKind
from sync.ownership.case import Case
from sync.ownership.preview import (
    Lapse,
    count_by,
    ends_of,
    for_everybody,
    in_place_of_all,
    known_at,
    rule_again,
    with_proposed,
)
from sync.policy import Edition, RuleBook, RuleBooks
from sync.switches import RunningProtections
from tests.sync.office import BOOK, at, books_of, call, captured, case, claim, visit

SHORTER = replace(BOOK, version=2, protection_days_visit=10)
NOW = at("12:00", 3)


def proposed(book: RuleBook = SHORTER, day: int = 4) -> Edition:
    return Edition(at("00:00", day), book)


def visited() -> Case:
    return case(claim("A", captured(at("10:00"))), contacts=(visit("A", captured(at("10:01"))),))


def lapse_of(one: Case, after: Edition, *, before: RuleBooks | None = None, now: datetime = NOW) -> Lapse | None:
    """Return the ends of a client without a version and with it."""
    books = before or books_of()
    ends = ends_of(one, now, (books, with_proposed(books, after)))
    return Lapse(*ends) if ends is not None else None


def test_running_protections_keep_their_end_unless_the_new_version_is_taken_at_once() -> None:
    kept = lapse_of(visited(), proposed())
    taken = lapse_of(visited(), for_everybody(proposed()))
    assert kept is not None
    assert taken is not None
    assert kept.before == kept.after == taken.before == at("00:00", 16)
    assert taken.after == at("00:00", 11)
    assert count_by([kept, taken]) == (1, 0)


def test_a_protection_that_would_have_ended_already_ends_as_the_version_begins() -> None:
    late = proposed(replace(SHORTER, protection_days_visit=2, running_protections=RunningProtections.TAKE_NEW), day=5)
    lapse = lapse_of(visited(), late)
    assert lapse is not None
    assert lapse.after == at("00:00", 5)


def test_one_that_ends_before_the_version_begins_is_not_moved() -> None:
    later = proposed(replace(SHORTER, protection_days_visit=30), day=20)
    lapse = lapse_of(visited(), for_everybody(later))
    assert lapse is not None
    assert lapse.before == lapse.after == at("00:00", 16)


def test_a_client_whom_nobody_owns_has_no_end() -> None:
    assert lapse_of(case(), proposed()) is None
    assert lapse_of(visited(), proposed(day=41), now=at("12:00", 40)) is None


def test_a_proposal_takes_the_place_of_one_that_was_to_begin_later() -> None:
    coming = books_of(BOOK, Edition(at("00:00", 9), replace(BOOK, version=2)))
    books = with_proposed(coming, proposed(replace(SHORTER, version=3)))
    assert [edition.book.version for edition in books.editions] == [1, 3]


def test_a_ruling_is_run_again_on_what_was_known_and_differs_only_by_the_book() -> None:
    first = claim("A", captured(at("10:00"), at("11:00")))
    second = claim("B", captured(at("10:30")))
    strict = proposed(replace(BOOK, version=2, offline_grace_hours=0))
    weighed = replace(first, capture=captured(at("10:00"), at("11:00"), book=strict.book))
    was = case(first, second)
    would = replace(case(weighed, second), books=in_place_of_all(books_of(), strict))
    ruled = [rule_again(each, at("11:00")) for each in (was, would)]
    assert [(each.owner_id, each.contested) for each in ruled] == [("B", True), ("B", False)]
    early = [rule_again(each, at("10:30")) for each in (was, would)]
    assert [each.contested for each in early] == [False, False], "A's text had not come yet"


def test_nothing_that_came_later_is_known() -> None:
    early = claim("A", captured(at("10:00"), at("15:00"), heads=(at("10:05"),)))
    answered = claim("B", captured(at("11:00"), scans=(), answered=at("16:00")))
    known = known_at(
        replace(
            case(early, answered, contacts=(call("B", captured(at("12:00"))), call("B", captured(at("17:00"))))),
            freezes=(
                Freeze(FreezeKind.DISPUTE, at("11:30"), at("18:00")),
                Freeze(FreezeKind.OUTAGE, at("17:00"), None),
            ),
        ),
        at("13:00"),
    )
    assert [each.id for each in known.claims] == ["B"]
    assert known.claims[0].capture.answered_at is None
    assert len(known.contacts) == 1
    assert known.freezes == (Freeze(FreezeKind.DISPUTE, at("11:30"), None),)
    everything = known_at(case(early, answered), at("20:00") + timedelta(days=1))
    assert everything == case(early, answered)
