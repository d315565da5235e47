"""Two agents, one client: every way in which two phones can collide, through HTTP, on both databases."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlencode

from tests.factories.office import Office
from tests.factories.phone import Captured, Phone

NUMBER = "138 0013 8000"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


def client_of(phone: Phone) -> dict[str, Any]:
    """Return the one client that this phone sees, fetched anew from the beginning."""
    phone.cursor = ""
    clients = [change["value"] for change in phone.pull() if change["kind"] == "client"]
    assert len(clients) == 1, clients
    found: dict[str, Any] = clients[0]
    return found


def owners_seen(*phones: Phone) -> list[str]:
    """Return who owns the client, as each phone sees it."""
    return [client_of(phone)["owner"]["name"] for phone in phones]


def two_phones(office: Office) -> tuple[Phone, Phone]:
    return office.phone("anna"), office.phone("bert")


def wait(office: Office, *phones: Phone, **duration: float) -> None:
    """Let time pass, on the server and on every phone; whose session fell asleep meanwhile signs in again."""
    office.clock.wait(**duration)
    for phone in phones:
        phone.wait(**duration)
        office.sign_in_again(phone)


def answer_the_page(office: Office, path: str, last_four: str, answer: str = "yes") -> None:
    page = office.stranger()
    assert page.get(path).status == 200
    said = page.wire.send("POST", path, urlencode({"answer": answer, "last_four": last_four}).encode(), FORM)
    assert said.status == 200, said.text


def assert_both_read_why(first: dict[str, Any], second: dict[str, Any]) -> None:
    """One ruling, in both languages, with the rule, the deadline and a bar for each, whoever reads it."""
    for client in (first, second):
        ruling = client["ruling"]
        for language in ("zh", "en"):
            assert ruling["sentence"][language], ruling
            assert ruling["rule"]["title"][language], ruling
            assert ruling["appeal"]["where"][language], ruling
        assert re.search(r"[\u4e00-\u9fff]", ruling["sentence"]["zh"])
        assert [lane["is_me"] for lane in ruling["lanes"]].count(True) == 1
    assert first["ruling"]["number"] == second["ruling"]["number"]
    assert first["ruling"]["sentence"] == second["ruling"]["sentence"]


def test_who_was_offline_first_contests_and_who_was_online_first_keeps(office: Office) -> None:
    anna, bert = two_phones(office)
    anna.register(NUMBER)
    wait(office, anna, bert, minutes=40)
    bert.register("+86 13800138000")
    bert.push()
    wait(office, anna, bert, minutes=30)
    verdict = anna.push()["results"][0]
    assert verdict["status"] == "applied"
    mine, theirs = client_of(anna), client_of(bert)
    assert (mine["state"], theirs["state"]) == ("theirs", "mine")
    assert mine["contested"]
    assert theirs["contested"]
    assert mine["ruling"]["reason"] == "contested_stated_time"
    assert verdict["ruling"] == mine["ruling"]["number"]
    assert_both_read_why(mine, theirs)


def test_the_client_s_scan_while_the_phone_is_offline_makes_it_first(office: Office) -> None:
    anna, bert = two_phones(office)
    anna.take_tickets(1)
    entry = anna.register(NUMBER, ticket=anna.tickets[0]["id"])
    wait(office, anna, bert, minutes=5)
    answer_the_page(office, anna.code_path(entry, anna.tickets[0]), "8000")
    wait(office, anna, bert, minutes=20)
    bert.register(NUMBER)
    bert.push()
    assert client_of(bert)["state"] == "mine"
    wait(office, anna, bert, minutes=20)
    anna.push()
    mine, theirs = client_of(anna), client_of(bert)
    assert (mine["state"], theirs["state"]) == ("mine", "theirs")
    assert not mine["contested"]
    assert mine["ruling"]["reason"] == "earlier_scan"
    assert_both_read_why(mine, theirs)


def test_a_head_that_got_out_makes_the_phone_first(office: Office) -> None:
    anna, bert = two_phones(office)
    anna.register(NUMBER)
    anna.beat()
    wait(office, anna, bert, minutes=10)
    bert.register(NUMBER)
    bert.push()
    wait(office, anna, bert, minutes=10)
    anna.push()
    mine, theirs = client_of(anna), client_of(bert)
    assert (mine["state"], mine["contested"], mine["ruling"]["reason"]) == ("mine", False, "earlier_head")
    assert_both_read_why(mine, theirs)


def test_a_head_whose_text_comes_after_the_window_counts_for_nothing(office: Office) -> None:
    anna, bert = two_phones(office)
    anna.register(NUMBER)
    anna.beat()
    wait(office, anna, bert, minutes=10)
    bert.register(NUMBER)
    bert.push()
    wait(office, anna, bert, hours=6, minutes=1)
    anna.push()
    assert owners_seen(anna, bert) == ["测试乙", "测试乙"]
    assert client_of(anna)["contested"]


def test_a_clock_set_back_wins_nothing_and_is_told(office: Office) -> None:
    anna, bert = two_phones(office)
    wait(office, anna, bert, minutes=50)
    anna.beat()
    bert.register(NUMBER)
    bert.push()
    wait(office, anna, bert, minutes=10)
    anna.wait(hours=-2)
    anna.register(NUMBER)
    anna.push()
    assert owners_seen(anna, bert) == ["测试乙", "测试乙"]
    assert "clock_stepped" in [signal.kind for signal in office.signals()]


def test_two_within_a_minute_are_a_tie_that_a_manager_decides(office: Office) -> None:
    anna, bert = two_phones(office)
    anna.register(NUMBER)
    anna.push()
    wait(office, anna, bert, seconds=59)
    bert.register(NUMBER)
    bert.push()
    mine = client_of(anna)
    assert (mine["state"], mine["contested"], mine["ruling"]["reason"]) == ("mine", True, "tie_contested")
    assert_both_read_why(mine, client_of(bert))


def test_the_client_s_answer_decides_a_tie(office: Office) -> None:
    anna, bert = two_phones(office)
    bert.take_tickets(1)
    anna.register(NUMBER)
    anna.push()
    wait(office, anna, bert, seconds=30)
    entry = bert.register(NUMBER, ticket=bert.tickets[0]["id"])
    bert.push()
    answer_the_page(office, bert.code_path(entry, bert.tickets[0]), "8000")
    mine = client_of(bert)
    assert (mine["state"], mine["contested"], mine["ruling"]["reason"]) == ("mine", False, "tie_answer")


def test_a_third_agent_reads_its_own_bar_too(office: Office) -> None:
    phones = [office.phone(login) for login in ("anna", "bert", "cora")]
    for phone in phones:
        wait(office, *phones, minutes=5)
        phone.register(NUMBER)
        phone.push()
    for phone in phones:
        lanes = client_of(phone)["ruling"]["lanes"]
        assert [lane["is_me"] for lane in lanes].count(True) == 1, lanes
        assert [lane["winner"] for lane in lanes].count(True) == 1, lanes


def test_a_withdrawal_hands_the_client_to_the_next(office: Office) -> None:
    anna, bert = two_phones(office)
    entry = anna.register(NUMBER)
    anna.push()
    wait(office, anna, bert, minutes=5)
    bert.register(NUMBER)
    bert.push()
    wait(office, anna, bert, minutes=5)
    anna.withdraw(entry)
    anna.push()
    theirs = client_of(bert)
    assert (theirs["state"], theirs["ruling"]["reason"]) == ("mine", "withdrawn_next")


def test_completing_within_the_grace_keeps_the_time(office: Office) -> None:
    anna, bert = two_phones(office)
    entry = anna.register(NUMBER, surname="")
    anna.push()
    assert client_of(anna)["missing"] == ["surname"]
    wait(office, anna, bert, minutes=10)
    bert.register(NUMBER)
    bert.push()
    assert client_of(bert)["state"] == "mine"
    wait(office, anna, bert, minutes=15)
    anna.register(NUMBER, amends=entry.id)
    anna.push()
    assert owners_seen(anna, bert) == ["测试甲", "测试甲"]


def test_completing_after_the_grace_is_a_claim_of_its_own_time(office: Office) -> None:
    anna, bert = two_phones(office)
    entry = anna.register(NUMBER, surname="")
    anna.push()
    wait(office, anna, bert, minutes=10)
    bert.register(NUMBER)
    bert.push()
    wait(office, anna, bert, minutes=25)
    anna.register(NUMBER, amends=entry.id)
    anna.push()
    assert owners_seen(anna, bert) == ["测试乙", "测试乙"]


def test_a_changed_number_is_a_new_client_and_gives_the_old_one_back(office: Office) -> None:
    anna, bert = two_phones(office)
    entry = anna.register(NUMBER)
    anna.push()
    wait(office, anna, bert, minutes=5)
    bert.register(NUMBER)
    bert.push()
    wait(office, anna, bert, minutes=5)
    anna.register("139 1111 2222", amends=entry.id)
    anna.push()
    assert client_of(bert)["state"] == "mine"
    anna.cursor = ""
    seen = {change["id"]: change["value"] for change in anna.pull() if change["kind"] == "client"}
    held = [client for client in seen.values() if client is not None]
    assert [(client["phone_masked"], client["state"]) for client in held] == [("139****2222", "mine")]


def test_a_follow_up_extends_and_silence_lapses(office: Office) -> None:
    anna, bert = two_phones(office)
    entry = anna.register(NUMBER)
    anna.push()
    first = client_of(anna)["protection"]["until"]
    wait(office, anna, bert, days=1)
    anna.follow_up(entry)
    anna.push()
    extended = client_of(anna)["protection"]["until"]
    assert extended > first
    wait(office, anna, bert, days=17)
    bert.beat()
    mine = client_of(anna)
    assert (mine["state"], mine["owner"], mine["ruling"]["reason"]) == ("open", None, "nobody_lapsed")
    bert.register(NUMBER)
    bert.push()
    assert client_of(bert)["ruling"]["reason"] == "previous_lapsed"


def test_an_unconfirmed_claim_expires(office: Office) -> None:
    anna, bert = two_phones(office)
    anna.register(NUMBER)
    anna.push()
    wait(office, anna, bert, hours=73)
    bert.beat()
    assert client_of(anna)["ruling"]["reason"] == "nobody_unconfirmed"


def test_a_follow_up_that_reached_nobody_extends_nothing(office: Office) -> None:
    anna, _bert = two_phones(office)
    entry: Captured = anna.register(NUMBER)
    anna.push()
    before = client_of(anna)["protection"]["until"]
    wait(office, anna, days=1)
    anna.follow_up(entry, outcome="unanswered")
    anna.push()
    assert client_of(anna)["protection"]["until"] == before


def test_an_amendment_without_a_number_stays_with_its_client_and_costs_its_owner_nothing(office: Office) -> None:
    anna, bert = two_phones(office)
    entry = anna.register(NUMBER)
    anna.push()
    bert.register(NUMBER)
    bert.push()
    before = client_of(anna)
    slip = anna.register("", surname="欧阳", amends=entry.id)
    assert [result["status"] for result in anna.push()["results"]] == ["applied"]
    after = client_of(anna)
    assert (after["id"], after["state"], after["ruling"]) == (before["id"], "mine", before["ruling"])
    assert client_of(bert)["state"] == "theirs"
    anna.register(NUMBER, surname="欧阳", amends=slip.id)
    anna.push()
    assert (client_of(anna)["id"], client_of(anna)["state"]) == (before["id"], "mine")
