"""A list of old clients: looked at, published, objected to, signed; its claims rule like any others."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from werkzeug.test import TestResponse

from tests.factories.office import Office
from tests.factories.phone import Phone
from tests.webapp.pages.desk.visitor import Visitor, acts, clients_of, notices_of

HEAD = "手机号,姓氏,称呼,工号,首次接待,最后联系"
WANG = "138 0013 8000,王,女士,A01,2026-10-01,2026-10-30"
LI = "139 0013 9000,李,,A02,2026-09-01,2026-09-20"


@pytest.fixture
def manager(office: Office) -> Visitor:
    return Visitor.of(office, "manager")


def send(manager: Visitor, *rows: str, publish: bool = True, encoding: str = "utf-8") -> TestResponse:
    file = BytesIO("\n".join((HEAD, *rows)).encode(encoding))
    values = {
        "csrf_token": manager.line.csrf_token,
        "file": (file, "list.csv"),
        **({"publish": "1"} if publish else {}),
    }
    return manager.browser.post("/desk/old-clients", data=values, headers={"Accept-Language": "en"})


def old_clients_of(phone: Phone) -> list[dict[str, Any]]:
    lists = phone.line.get("/api/v1/ownership/old_clients").json["lists"]
    return [client for each in lists for client in each["clients"]]


def test_looking_at_a_list_writes_nothing_and_publishing_it_does(office: Office, manager: Visitor) -> None:
    anna, bert = office.phone("anna"), office.phone("bert")
    looked = send(manager, WANG, LI, publish=False)
    assert (looked.status_code, "Nothing is wrong with the list; clients in it: 2." in looked.text) == (200, True)
    assert clients_of(anna) == []
    published = send(manager, WANG, LI, encoding="gb18030")
    assert published.status_code == 302
    (mine,) = clients_of(anna)
    assert (mine["name"]["surname"], mine["name"]["title"], mine["phone_masked"]) == ("王", "ms", "138****8000")
    assert (mine["state"], mine["ruling"]["reason"]) == ("mine", "imported")
    assert "A list of old clients was published: 2." in notices_of(bert)[0]
    assert len(acts(office, "old_clients_published")) == 1
    page = manager.read(published.headers["Location"].removeprefix("/desk/"))
    assert "Ms Wang" in page or "王" in page
    assert "13800138000" not in page.replace(" ", "")


def test_a_list_with_a_problem_is_not_published_even_in_part(office: Office, manager: Visitor) -> None:
    refused = send(manager, WANG, LI.replace("A02", "A99"))
    assert refused.status_code == 422
    assert "No consultant who works here has this staff number." in refused.text
    assert clients_of(office.phone("anna")) == []
    nothing = manager.post("old-clients", publish="1")
    assert (nothing.status_code, "Please fill this in." in nothing.text) == (422, True)
    picture = BytesIO(b"\x89PNG\r\n\x1a\n\x00\xff\xff")
    values = {"csrf_token": manager.line.csrf_token, "file": (picture, "list.png")}
    assert manager.browser.post("/desk/old-clients", data=values).status_code == 422


def test_who_registered_before_the_list_stands_and_who_comes_after_it_loses(office: Office, manager: Visitor) -> None:
    bert, cora = office.phone("bert"), office.phone("cora")
    bert.register("138 0013 8000")
    bert.push()
    office.clock.wait(minutes=5)
    send(manager, WANG, LI)
    assert clients_of(bert)[-1]["state"] == "mine"
    cora.wait(minutes=10)
    cora.beat()
    cora.register("139 0013 9000")
    cora.push()
    (theirs,) = clients_of(cora)
    assert (theirs["state"], theirs["contested"]) == ("theirs", False), theirs["ruling"]


def test_the_owner_of_an_old_client_follows_it_up_without_having_registered_it(
    office: Office, manager: Visitor
) -> None:
    anna, bert = office.phone("anna"), office.phone("bert")
    send(manager, WANG)
    (mine,) = clients_of(anna)
    anna.capture("follow_up", {"subject": mine["id"], "channel": "call", "outcome": "reached"})
    assert anna.push()["results"][0]["status"] == "applied"
    bert.capture("follow_up", {"subject": mine["id"], "channel": "call", "outcome": "reached"})
    (refused,) = bert.push()["results"]
    assert (refused["status"], refused["code"]) == ("rejected", "subject_unknown")


def test_everybody_sees_an_open_list_and_may_object_once(office: Office, manager: Visitor) -> None:
    bert = office.phone("bert")
    send(manager, WANG)
    (shown,) = old_clients_of(bert)
    assert (shown["name"]["surname"], shown["agent_name"], shown["objected"]) == ("王", "测试甲", False)
    assert "8000" not in str(shown)
    wish = {"old_client": shown["id"], "words": "我九月接待过这位客户"}
    assert bert.line.post("/api/v1/ownership/objections", wish).status == 201
    own = office.phone("anna").line.post("/api/v1/ownership/objections", wish)
    assert (own.status, own.json["code"]) == (409, "already_yours")
    again = bert.line.post("/api/v1/ownership/objections", wish)
    assert (again.status, again.json["code"]) == (409, "already_disputed")
    (objected,) = old_clients_of(bert)
    assert objected["objected"] is True


def test_a_list_is_signed_after_its_days_and_not_before(office: Office, manager: Visitor) -> None:
    bert = office.phone("bert")
    path = send(manager, WANG).headers["Location"].removeprefix("/desk/")
    (shown,) = old_clients_of(bert)
    early = manager.post(f"{path}/sign")
    assert (early.status_code, "have not passed yet" in early.text) == (409, True)
    office.clock.wait(days=8)
    manager.sign_in_again()
    office.sign_in_again(bert)
    assert old_clients_of(bert) == []
    late = bert.line.post("/api/v1/ownership/objections", {"old_client": shown["id"], "words": "晚了"})
    assert (late.status, late.json["code"]) == (409, "objection_late")
    assert manager.post(f"{path}/sign").status_code == 302
    assert "Signed by 测试经理" in manager.read(path)
