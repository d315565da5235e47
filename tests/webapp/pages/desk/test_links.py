"""Clients that may be one: what a manager is shown, what a link does, and that it can be taken away."""

from __future__ import annotations

import re
from typing import Any

import pytest
from sqlalchemy import select, text

from tests.factories.full_office import engine_of
from tests.factories.office import PROJECT_ID, Office
from tests.factories.phone import Phone
from tests.webapp.pages.desk.visitor import DIGITS, NUMBER, UNKNOWN, Visitor, acts, clients_of, notices_of
from webapp import words
from webapp.models.ownership import Client, ClientLink, NearOutcome, NearReview, Standing
from webapp.transaction import snapshot

HUSBAND, WIFE, COUSIN = NUMBER, "139 2222 3333", "137 4444 5555"
REAL, TYPED = "138 0013 5678", "138 0013 5679"


def say(key: str, **values: object) -> str:
    return words.say("en", f"links.{key}", **values).replace("'", "&#39;")


def rows(office: Office, table: Any) -> list[Any]:
    with office.app.app_context(), snapshot(PROJECT_ID) as work:
        return list(work.session.scalars(select(table)))


def owners(office: Office) -> set[str | None]:
    return {row.owner_id for row in rows(office, Standing)}


def seen_by(phone: Phone) -> list[dict[str, Any]]:
    """Return the clients that a phone may see; of what is linked with them it hears only that it is none of its own."""
    return [client for client in clients_of(phone) if client]


def later(office: Office, *phones: Phone, **duration: float) -> None:
    office.clock.wait(**duration)
    for phone in phones:
        phone.wait(**duration)
        office.sign_in_again(phone)


def couple(office: Office) -> tuple[Phone, Phone, list[str]]:
    """Register the husband with Anna, and a day later the wife, who says that it is her first time, with Bert."""
    anna, bert = office.phone("anna"), office.phone("bert")
    anna.visit(anna.register(HUSBAND))
    anna.push()
    later(office, anna, bert, days=1)
    bert.visit(bert.register(WIFE, title="ms"))
    bert.push()
    return anna, bert, [clients_of(phone)[0]["id"] for phone in (anna, bert)]


def link(manager: Visitor, one: str, other: str, kind: str = "household") -> None:
    answer = manager.post(f"links/{one}/{other}?kind={kind}", reason="They came together")
    assert answer.status_code == 302, answer.text


def test_row_17_a_household_is_shown_before_it_is_linked_and_then_is_the_first_agent_s(office: Office) -> None:
    anna, bert, (husband, wife) = couple(office)
    manager = Visitor.of(office, "manager")
    found = manager.post("links", one=HUSBAND, other=WIFE)
    assert found.location == f"/desk/links/{husband}/{wife}"
    page = manager.read(f"links/{husband}/{wife}?kind=household")
    assert say("household_note") in page
    assert "one household with another client" in page
    assert owners(office) == {office.ids["anna"], office.ids["bert"]}
    link(manager, husband, wife)
    assert owners(office) == {office.ids["anna"]}
    (hers,) = [each for each in seen_by(bert) if each["id"] == wife]
    assert (hers["owner"]["name"], hers["ruling"]["reason"]) == ("测试甲", "linked_household")
    assert any("Before: the client was 测试乙's. Now: " in sentence for sentence in notices_of(bert))
    assert notices_of(anna)
    (event,) = acts(office, "clients_linked")
    assert event.facts == {"other": wife, "kind": "household"}
    assert say("kind_household") in manager.read(f"clients/{wife}")
    assert "They came together" not in rows(office, ClientLink)[0].reason_sealed


def test_a_link_taken_away_leaves_everything_as_it_was(office: Office) -> None:
    _anna, bert, (husband, wife) = couple(office)
    manager = Visitor.of(office, "manager")
    link(manager, husband, wife)
    (made,) = rows(office, ClientLink)
    page = manager.read(f"links/{made.id}")
    assert "They came together" in page
    assert say("preview_unlink") in page
    table = page.partition("<tbody>")[2].partition("</tbody>")[0]
    assert [re.findall("测试[甲乙]", row)[:2] for row in table.split("</tr>")[:2]] == [
        ["测试甲", "测试甲"],
        ["测试甲", "测试乙"],
    ]
    assert "The client belongs to 测试乙: " in table
    assert owners(office) == {office.ids["anna"]}, "looking changes nothing"
    assert manager.post(f"links/{made.id}", reason="").status_code == 422
    assert manager.post(f"links/{made.id}", reason="They are neighbours").status_code == 302
    assert owners(office) == {office.ids["anna"], office.ids["bert"]}
    assert {row.group_id for row in rows(office, Client)} == {None}
    assert notices_of(bert)[-1].startswith("Before: the client was 测试甲's. Now: ")
    assert manager.get(f"links/{made.id}").status_code == 404
    assert manager.post(f"links/{made.id}", reason="Again").status_code == 404
    link(manager, husband, wife)
    assert owners(office) == {office.ids["anna"]}


def test_the_owner_s_phone_has_everybody_of_the_household_and_the_other_agent_s_sees_whose_they_are(
    office: Office,
) -> None:
    """Anna never registered the wife; her second phone fetches both from nothing."""
    anna, bert, (husband, wife) = couple(office)
    manager = Visitor.of(office, "manager")
    link(manager, husband, wife)
    for login in ("", "anna"):
        phone = office.phone(login) if login else anna
        seen = {client["id"]: client for client in seen_by(phone)}
        assert set(seen) == {husband, wife}
        assert {client["state"] for client in seen.values()} == {"mine"}
        assert seen[wife]["phone_masked"] == "139****3333"
        assert seen[wife]["name"] == {"surname": "王", "title": "ms"}
        assert seen[wife]["registrations"] == []
        assert seen[wife]["protection"] is not None
        assert seen[wife]["ruling"]["reason"] == "linked_household"
        number = phone.line.post(f"/api/v1/clients/{wife}/phone", {})
        assert number.status == 200, number.text
    (lost,) = seen_by(bert)
    assert (lost["id"], lost["state"], lost["owner"]["name"]) == (wife, "theirs", "测试甲")
    assert husband not in {client["id"] for client in seen_by(bert)}


def test_row_18_a_cousin_is_no_household_and_stays_where_it_is(office: Office) -> None:
    anna, bert, _clients = couple(office)
    bert.register(COUSIN, surname="表")
    bert.push()
    assert rows(office, NearReview) == []
    assert say("make_note") in Visitor.of(office, "manager").read("links")
    assert "cousin" in say("make_note")
    assert [client["state"] for client in seen_by(anna)] == ["mine"]


def test_row_10_two_numbers_that_prove_to_be_one_person_are_the_first_agent_s(office: Office) -> None:
    anna, bert = office.phone("anna"), office.phone("bert")
    anna.register(HUSBAND)
    anna.push()
    later(office, anna, bert, minutes=30)
    body = {"source": "walk_in", "ticket": None}
    bert.capture("registration", body, {"phone": WIFE, "surname": "王", "title": "mr", "spare_phones": [HUSBAND]})
    bert.push()
    manager = Visitor.of(office, "manager")
    (review,) = rows(office, NearReview)
    page = manager.read("links")
    assert say("kind_spare_number") in page
    assert f"/desk/pairs/{review.id}" in page
    page = manager.read(f"pairs/{review.id}")
    assert "two numbers were found to be one person" in page
    assert not any(digits in page for digits in DIGITS)
    answer = manager.post(f"pairs/{review.id}", outcome="same_person", reason="The client showed both")
    assert answer.status_code == 302
    assert owners(office) == {office.ids["anna"]}
    assert [row.outcome for row in rows(office, NearOutcome)] == ["same_person"]
    assert say("waiting_none") in manager.read("links")
    front = manager.post("clients", number=WIFE)
    assert front.status_code == 302


@pytest.mark.parametrize("days", [0, 3])
@pytest.mark.parametrize("outcome", ["same_person", "different"])
def test_rows_8_and_9_a_manager_who_looked_decides_whose_a_near_number_is(
    office: Office, days: int, outcome: str
) -> None:
    anna, bert = office.phone("anna"), office.phone("bert")
    anna.visit(anna.register(TYPED))
    anna.push()
    later(office, anna, bert, days=days, minutes=40)
    bert.visit(bert.register(REAL))
    bert.push()
    (review,) = rows(office, NearReview)
    manager = Visitor.of(office, "manager")
    page = manager.read(f"pairs/{review.id}")
    assert say("kind_later" if days else "kind_same_window") in page
    assert say("place", places="11") in page
    assert manager.post(f"pairs/{review.id}", outcome="perhaps", reason="x").status_code == 422
    assert manager.post(f"pairs/{review.id}", outcome=outcome, reason="Called both").status_code == 302
    expected = {office.ids["anna"]} | ({office.ids["bert"]} if outcome == "different" else set())
    assert owners(office) == expected
    assert not any(row.contested for row in rows(office, Standing))
    assert manager.post(f"pairs/{review.id}", outcome=outcome, reason="Again").status_code == 404
    bert.register(REAL)
    bert.push()
    assert len(rows(office, NearReview)) == 1


def test_what_cannot_be_linked_is_told_before_and_refused_after(office: Office) -> None:
    _anna, bert, (husband, wife) = couple(office)
    manager = Visitor.of(office, "manager")
    link(manager, husband, wife)
    assert words.say("en", "errors.already_linked") in manager.read(f"links/{husband}/{wife}")
    assert manager.post(f"links/{wife}/{husband}", reason="Again").status_code == 409
    assert manager.get(f"links/{husband}/{husband}").status_code == 404
    assert manager.get(f"links/{husband}/{UNKNOWN}").status_code == 404
    for place in range(7):
        bert.register(f"137 4444 {1000 + 111 * place}", surname=f"第{place}")
    bert.push()
    others = [client["id"] for client in seen_by(bert) if client["name"]["surname"].startswith("第")]
    for other in others[:6]:
        link(manager, husband, other)
    assert words.say("en", "errors.household_full") in manager.read(f"links/{husband}/{others[6]}?kind=household")
    assert manager.post(f"links/{husband}/{others[6]}?kind=household", reason="Nine").status_code == 409
    assert len(rows(office, ClientLink)) == 7


def test_two_live_deals_never_become_one(office: Office) -> None:
    _anna, _bert, (husband, wife) = couple(office)
    with engine_of(office).begin() as connection:
        for id_, client in (("s1", husband), ("s2", wife)):
            connection.execute(
                text(
                    "INSERT INTO subscription (project_id, id, client_id, agent_id, subscribed_at, made_by) "
                    "VALUES (1, :id, :client, :agent, 1, 'm')"
                ),
                {"id": id_, "client": client, "agent": office.ids["anna"]},
            )
    manager = Visitor.of(office, "manager")
    assert words.say("en", "errors.two_live_deals") in manager.read(f"links/{husband}/{wife}?kind=household")
    answer = manager.post(f"links/{husband}/{wife}?kind=household", reason="x")
    assert answer.status_code == 409
    assert rows(office, ClientLink) == []


def test_numbers_are_found_one_by_one_and_each_look_is_kept(office: Office) -> None:
    _anna, _bert, (husband, wife) = couple(office)
    manager = Visitor.of(office, "manager")
    assert manager.post("links", one="12", other=WIFE).status_code == 422
    assert acts(office, "number_checked") == []
    assert say("unknown") in manager.post("links", one=COUSIN, other=WIFE).text
    assert say("same_already") in manager.post("links", one=WIFE, other=WIFE).text
    assert say("with", name="Mr 王") in manager.read(f"links?client={husband}")
    found = manager.post(f"links?client={husband}", other=WIFE)
    assert found.location == f"/desk/links/{husband}/{wife}"
    assert len(acts(office, "number_checked")) == 5


def test_only_a_manager_links_and_an_auditor_reads(office: Office) -> None:
    _anna, _bert, (husband, wife) = couple(office)
    manager, auditor, front = (Visitor.of(office, login) for login in ("manager", "auditor", "front"))
    link(manager, husband, wife)
    (made,) = rows(office, ClientLink)
    page = auditor.read("links")
    assert made.id in page
    assert "<textarea" not in auditor.read(f"links/{made.id}")
    for path in (f"links/{husband}/{wife}", "links", f"links/{made.id}"):
        assert auditor.post(path, reason="x", other=WIFE).status_code == 403, path
        assert front.get(path).status_code == 403, path


def test_the_pages_speak_chinese(office: Office) -> None:
    _anna, _bert, (husband, wife) = couple(office)
    manager = Visitor.of(office, "manager")
    for path in ("links?done=none", f"links/{husband}/{wife}?kind=household"):
        page = manager.read(f"{path}&language=zh")
        assert re.search(r"<h1>[\u4e00-\u9fff]", page), path
        assert words.say("zh", "links.back" if "/" in path else "links.make_note") in page, path
