"""A list of old clients is read whole or not at all, and what it says never comes before a proven time."""

from __future__ import annotations

from datetime import date

import pytest

from sync.entries import Source
from sync.ownership.case import Case
from sync.ownership.old_claims import claim_of_old_client
from sync.ownership.old_clients import MOST_ROWS, ListProblem, OldClient, OldClientField, RowProblem, read_old_clients
from sync.ownership.reasons import ReasonCode
from sync.ownership.rulings import rule
from sync.ownership.tenure import walk
from sync.personal import Title
from tests.sync.office import BOOK, at, books_of, captured, case, claim

TODAY = date(2026, 11, 2)
STAFF = frozenset({"A01", "A02"})
HEAD = "手机号,姓氏,称呼,工号,首次接待,最后联系"
GOOD = "13800005678,王,女士,A01,2026-10-01,2026-10-30"


def read(*rows: str, head: str = HEAD) -> tuple[OldClient, ...] | tuple[RowProblem, ...]:
    return read_old_clients("\n".join((head, *rows)), STAFF, TODAY)


def test_a_good_row_is_read_in_either_language() -> None:
    wanted = ("+8613800005678", "王", Title.MS, "A01", date(2026, 10, 1), date(2026, 10, 30))
    english = read(
        "Ms,2026/10/1,2026.10.30,A01,+86 138-0000-5678,王",
        head="Title,First Date,Last Contact,Staff Number,Phone,Surname",
    )
    for (row,) in (read(GOOD), english, read(GOOD, "", " , , , , , "), read(GOOD, head=f"\ufeff{HEAD}")):
        assert isinstance(row, OldClient)
        assert (row.phone.e164, row.surname, row.title, row.staff_number, row.first_date, row.last_contact) == wanted


@pytest.mark.parametrize(
    ("row", "field", "code"),
    [
        ("1380000567,王,女士,A01,2026-10-01,2026-10-30", "phone", "phone_too_short"),
        (",王,女士,A01,2026-10-01,2026-10-30", "phone", "phone_missing"),
        ("13800005678,,女士,A01,2026-10-01,2026-10-30", "surname", "field_missing"),
        (f"13800005678,{'王' * 65},女士,A01,2026-10-01,2026-10-30", "surname", "field_too_long"),
        ("13800005678,王\u202e,女士,A01,2026-10-01,2026-10-30", "surname", "unreadable"),
        ("13800005678,王,博士,A01,2026-10-01,2026-10-30", "title", "title_unknown"),
        ("13800005678,王,女士,A09,2026-10-01,2026-10-30", "staff_number", "staff_unknown"),
        ("13800005678,王,女士,,2026-10-01,2026-10-30", "staff_number", "field_missing"),
        ("13800005678,王,女士,A01,2026-13-01,2026-10-30", "first_date", "date_malformed"),
        ("13800005678,王,女士,A01,,2026-10-30", "first_date", "field_missing"),
        ("13800005678,王,女士,A01,2026-10-01,2026-11-03", "last_contact", "date_in_future"),
        ("13800005678,王,女士,A01,2026-10-31,2026-10-30", "last_contact", "dates_reversed"),
    ],
)
def test_a_bad_row_is_named_with_its_field(row: str, field: str, code: str) -> None:
    assert read(GOOD.replace("5678", "5679"), row) == (RowProblem(3, OldClientField(field), code),)


def test_a_number_twice_and_a_column_missing_and_no_rows_and_too_many() -> None:
    twice = RowProblem(3, OldClientField.PHONE, ListProblem.NUMBER_REPEATED)
    assert read(GOOD, GOOD.replace("13800005678", "+86 138 0000 5678")) == (twice,)
    (missing,) = read(GOOD, head=HEAD.replace("工号", "归属"))
    assert missing == RowProblem(1, OldClientField.STAFF_NUMBER, ListProblem.COLUMN_MISSING)
    assert read() == (RowProblem(1, None, ListProblem.NO_ROWS),)
    assert read(*[GOOD] * (MOST_ROWS + 1)) == (RowProblem(1, None, ListProblem.TOO_MANY_ROWS),)
    assert len(read_old_clients("", STAFF, TODAY)) == len(OldClientField)
    assert read("王" * 200_000) == (RowProblem(1, None, ListProblem.UNREADABLE),)


def test_every_problem_of_every_row_is_told_at_once() -> None:
    problems = read("1,,博士,A09,x,y", GOOD, "138,王,,A01,2026-10-01,2026-10-01")
    assert [each.line for each in problems if isinstance(each, RowProblem)] == [2, 2, 2, 2, 2, 2, 4]


def imported(agent: str, published: str = "09:00", last: int = -10) -> Case:
    return case(
        claim_of_old_client(
            id_=f"old {agent}",
            client_id="c",
            agent_id=agent,
            first_at=at("00:00", -40),
            last_contact_at=at("00:00", last),
            published_at=at(published),
        )
    )


def test_an_old_client_is_protected_from_the_last_contact_of_the_list() -> None:
    standing = walk(imported("A"), at("10:00"))
    assert (standing.owner_id, rule(standing, books_of()).reason) == ("A", ReasonCode.IMPORTED)
    assert walk(imported("A", last=-3), at("23:59", 12)).owner_id == "A"
    assert walk(imported("A", last=-3), at("00:00", 13)).owner_id is None


def test_nobody_snatches_an_old_client_before_the_days_of_objections_are_over() -> None:
    long_lapsed = imported("A", last=-30)
    assert walk(long_lapsed, at("23:59", BOOK.objection_days)).owner_id == "A"
    assert walk(long_lapsed, at("00:00", BOOK.objection_days + 1)).owner_id is None


def test_a_proven_registration_before_the_list_stands_and_one_after_it_does_not() -> None:
    old = imported("A").claims
    before = case(claim("B", captured(at("08:00")), source=Source.WALK_IN), *old)
    after = case(*old, claim("B", captured(at("10:00"))))
    assert walk(before, at("12:00")).owner_id == "B"
    assert not walk(before, at("12:00")).contested
    assert walk(after, at("12:00")).owner_id == "A"
    assert not walk(after, at("12:00")).contested
