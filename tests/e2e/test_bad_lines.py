"""Whatever the line brings, the queue stays as it is until the server has spoken."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from playwright.sync_api import Route, expect

from tests.e2e.agent_phone import AgentPhone
from tests.factories.office import PROJECT_ID, Office
from webapp import words
from webapp.services.people.sessions import end_sessions_of
from webapp.transaction import transaction

PORTAL = "<!doctype html><title>Guest network</title><p>Please accept our terms"


def error(code: str) -> str:
    return json.dumps({"code": code, "message": "Not now.", "details": {}})


def server_error(route: Route) -> None:
    route.fulfill(status=500, content_type="application/json", body=error("server_error"))


def captive_portal(route: Route) -> None:
    route.fulfill(status=200, content_type="text/html", body=PORTAL)


def too_many(route: Route) -> None:
    route.fulfill(
        status=429,
        content_type="application/json",
        headers={"Retry-After": "7"},
        body=error("too_many"),
    )


def silence(route: Route) -> None:
    route.abort("timedout")


@pytest.mark.parametrize("trouble", [server_error, captive_portal, too_many, silence])
def test_a_bad_line_leaves_the_queue_alone(
    new_phone: Callable[..., AgentPhone], trouble: Callable[[Route], None]
) -> None:
    phone = new_phone("anna")
    phone.context.route("**/api/v1/**", trouble)
    entry = phone.register("138 0000 3000")
    phone.go("outbox")
    phone.press("sync_now")
    expect(phone.page.locator("main")).to_contain_text(phone.word("next_try", time="").split("{")[0].strip(" .")[:8])
    assert [(each["id"], each["state"]) for each in phone.stored()] == [(entry, "saved")]
    phone.context.unroute("**/api/v1/**")
    phone.sync()
    assert [(each["id"], each["state"]) for each in phone.stored()] == [(entry, "confirmed")]


def test_a_session_that_ended_keeps_the_queue_and_goes_on_after_signing_in(
    new_phone: Callable[..., AgentPhone], open_office: Office
) -> None:
    phone = new_phone("anna")
    with open_office.app.app_context(), transaction(PROJECT_ID) as work:
        end_sessions_of(work, open_office.ids["anna"])
    entry = phone.register("138 0000 3001")
    expect(phone.page.locator(".pill")).to_contain_text(phone.word("pill_sign_in", count=1))
    assert [(each["id"], each["state"]) for each in phone.stored()] == [(entry, "saved")]
    phone.go("outbox")
    phone.page.get_by_role("link", name=phone.word("sign_in")).click()
    phone.sign_in("anna")
    phone.unlock()
    phone.sync()
    assert [(each["id"], each["state"]) for each in phone.stored()] == [(entry, "confirmed")]


def test_a_number_that_is_none_is_mended_and_goes_through(new_phone: Callable[..., AgentPhone]) -> None:
    phone = new_phone("anna")
    refused = phone.register("021 1234")
    good = phone.register("138 0000 3002")
    phone.go("outbox")
    card = phone.page.locator(".card[data-tone=seal]")
    expect(card).to_contain_text(words.say("en", "errors.phone_invalid"))
    expect(phone.page.locator(".pill")).to_contain_text(phone.word("pill_needs_you", count=1))
    phone.expect_stored({refused: "needs_mending", good: "confirmed"})
    phone.press("mend")
    expect(phone.page.locator("#phone-hint")).to_contain_text(words.say("en", "errors.phone_invalid"))
    phone.page.fill("#phone", "138 0000 3003")
    phone.save()
    phone.sync()
    assert [entry["state"] for entry in phone.stored()] == ["withdrawn", "confirmed", "confirmed"]
    assert [entry["type"] for entry in phone.stored()] == ["registration"] * 3
    phone.open_client("3003")
    expect(phone.page.locator("#sentence")).to_contain_text("测试甲")
