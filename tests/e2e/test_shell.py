"""The shell: what it keeps, what it never keeps, and how a new version comes."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import expect

from tests.e2e.agent_phone import AgentPhone
from tests.factories.served import ShiftedClock

CACHED = """async () => {
  const urls = [];
  for (const name of await caches.keys()) {
    for (const request of await (await caches.open(name)).keys()) urls.push(new URL(request.url).pathname);
  }
  return urls;
}"""
#: What a browser asks before it lets a page be put on the home screen.
INSTALLABLE = """async () => {
  const manifest = await (await fetch(document.querySelector("link[rel=manifest]").href)).json();
  return {
    name: manifest.name, display: manifest.display, start: manifest.start_url,
    sizes: manifest.icons.map(({ sizes }) => sizes), worker: Boolean(navigator.serviceWorker.controller),
  };
}"""
#: Look for a newer version and wait until it is there.
WAITING = """async () => {
  const registration = await navigator.serviceWorker.getRegistration();
  await registration.update();
  const pause = () => new Promise((go) => setTimeout(go, 100));
  for (let tries = 0; tries < 100 && registration.waiting === null; tries += 1) await pause();
  return registration.waiting !== null;
}"""


def test_the_worker_keeps_the_shell_and_nothing_of_anybody(new_phone: Callable[..., AgentPhone]) -> None:
    phone = new_phone("anna")
    phone.register("138 1234 5678")
    phone.sync()
    kept = phone.page.evaluate(CACHED)
    assert "/app/" in kept
    assert [path for path in kept if not path.startswith(("/app/", "/static/"))] == []


def test_the_app_can_be_installed(new_phone: Callable[..., AgentPhone]) -> None:
    phone = new_phone("anna")
    phone.page.reload()
    phone.unlock()
    told = phone.page.evaluate(INSTALLABLE)
    assert told["display"] == "standalone"
    assert told["start"].startswith("/app/")
    assert {"192x192", "512x512"} <= set(told["sizes"])
    assert told["worker"]


def test_an_unknown_address_offline_ends_in_the_browsers_own_page_and_breaks_nothing(
    new_phone: Callable[..., AgentPhone],
) -> None:
    phone = new_phone("anna")
    phone.cut()
    failed = phone.page.evaluate("fetch('/nowhere').then(() => 'answered', () => 'failed')")
    assert failed == "failed"
    phone.reopen()
    phone.context.set_offline(False)
    phone.complaints = [each for each in phone.complaints if "/nowhere" not in each]


def test_the_code_is_large_enough_for_a_cheap_camera_and_black_on_white_in_the_dark(
    new_phone: Callable[..., AgentPhone],
) -> None:
    phone = new_phone("anna", color_scheme="dark")
    phone.cut()
    phone.register("138 1234 5678")
    box = phone.page.locator(".code svg").bounding_box()
    assert box is not None
    assert box["width"] >= 240
    colours = phone.page.locator(".code").evaluate(
        "(each) => [getComputedStyle(each).backgroundColor, getComputedStyle(each.querySelector('path')).fill]"
    )
    assert colours == ["rgb(255, 255, 255)", "rgb(0, 0, 0)"]
    assert phone.code_on_screen().startswith(f"{phone.address}/c/")


def test_the_back_button_closes_a_sheet_and_not_the_app(new_phone: Callable[..., AgentPhone]) -> None:
    phone = new_phone("anna")
    phone.go("me")
    phone.go("me/sign-out")
    expect(phone.page.get_by_role("dialog")).to_be_visible()
    phone.page.go_back()
    expect(phone.page.get_by_role("dialog")).to_have_count(0)
    expect(phone.page.locator("h1")).to_have_text(phone.word("tab_me"))


def test_a_new_version_waits_for_the_form_and_comes_when_it_is_asked_for(
    new_phone: Callable[..., AgentPhone], shifted: ShiftedClock
) -> None:
    phone = new_phone("anna")
    phone.page.reload()
    phone.unlock()
    phone.go("register")
    phone.page.fill("#phone", "13812345678")

    shifted.worker.write_text("newer")
    assert phone.page.evaluate(WAITING), "a newer version waits"
    expect(phone.page.get_by_text(phone.word("update_ready"))).to_have_count(0)
    expect(phone.page.locator("#phone")).to_have_value("138 1234 5678")
    phone.page.fill("#surname", "王")
    phone.press("save")
    phone.page.wait_for_url("**/app/#/code/*")
    phone.expect_synced()
    with phone.page.expect_event("load"):
        phone.press("update_now")
    phone.unlock()
    assert [entry["state"] for entry in phone.stored()] == ["confirmed"]


def test_nothing_lies_over_the_code_on_a_small_phone(new_phone: Callable[..., AgentPhone]) -> None:
    phone = new_phone("anna")
    phone.page.set_viewport_size({"width": 360, "height": 640})
    phone.register("138 1234 5678")
    expect(phone.page.locator(".toast")).to_be_visible()
    assert phone.code_on_screen().startswith(f"{phone.address}/c/")
