"""Whoever changes the record behind the back of the phones is named on their screens at their next sync."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import APIResponse, Route, expect

from sync import base64url
from tests.e2e.agent_phone import AgentPhone
from tests.e2e.test_pictures import PICTURES
from tests.factories.office import PROJECT_ID, Office
from tests.factories.phone import Phone
from tests.factories.tamper import Tamperer
from webapp import words
from webapp.services.ownership.ledger.ledger_rows import hashes_now
from webapp.transaction import snapshot


@dataclass
class Scene:
    """An office at work, a phone that watches, and the administrator."""

    office: Office
    watching: AgentPhone
    other: Phone
    admin: Tamperer
    copy: Path

    def word(self, key: str, **values: object) -> str:
        return words.say(self.watching.language, f"ledger.{key}", **values)

    def range(self, first: int, last: int) -> str:
        return self.word("range_one", first=first) if first == last else self.word("range_many", first=first, last=last)


#: Who reads the language.
READERS = {"zh": "cora", "en": "anna"}


@pytest.fixture
def language(request: pytest.FixtureRequest) -> str:
    return str(getattr(request, "param", "zh"))


@pytest.fixture
def scene(
    new_phone: Callable[..., AgentPhone], open_office: Office, database: str, tmp_path: Path, language: str
) -> Scene:
    watching, other = new_phone(READERS[language], language=language), open_office.phone("bert")
    work_on(other, "138 0000 000")
    watching.register("139 1111 2222")
    watching.sync()
    return Scene(open_office, watching, other, Tamperer.of(database), tmp_path / "yesterday.sqlite3")


def work_on(phone: Phone, beginning: str) -> None:
    """Let somebody register three clients and send them."""
    for number in range(3):
        phone.register(f"{beginning}{number}")
    phone.push()


def edited(scene: Scene) -> str:
    place = scene.admin.edit_entry(1)
    return scene.word("wrong_changed", range=scene.range(place, place))


def deleted(scene: Scene) -> str:
    place = scene.admin.delete_registration(1)
    return scene.word("wrong_missing", range=scene.range(place, place))


def inserted(scene: Scene) -> str:
    place = scene.admin.insert_entry(2)
    return scene.word("wrong_added", range=scene.range(place, place))


def swapped(scene: Scene) -> str:
    scene.admin.swap_leaves(3, 6)
    scene.admin.rebuild()
    return scene.word("wrong_rebuilt", range=scene.range(3, 6))


def swapped_without_rebuilding(scene: Scene) -> str:
    scene.admin.swap_leaves(3, 6)
    return scene.word("wrong_swapped", range=scene.range(3, 6))


def tail_cut(scene: Scene) -> str:
    size = scene.admin.size()
    scene.admin.cut(3)
    return scene.word("wrong_set_back", first=size - 3, last=size)


def tail_cut_and_grown_past(scene: Scene) -> str:
    size = scene.admin.size()
    scene.admin.cut(3)
    work_on(scene.other, "138 0000 100")
    assert scene.admin.size() > size
    return scene.word("wrong_cut", first=size - 3, last=size)


def yesterday_restored(scene: Scene) -> str:
    scene.admin.copy_to(scene.copy)
    before = scene.admin.size()
    work_on(scene.other, "138 0000 100")
    scene.watching.reconnect()
    scene.watching.cut()
    size = scene.admin.size()
    scene.admin.restore(scene.copy)
    return scene.word("wrong_set_back", first=before, last=size)


def rebuilt_after_an_edit(scene: Scene) -> str:
    """Leaf, nodes and counter all fit the edited row; the server itself signs the head with the real key."""
    place = scene.admin.edit_entry(1)
    with scene.admin.open() as connection:
        kind, key, _hash = scene.admin._leaf(connection, place)  # noqa: SLF001 - the administrator's own hands
    with scene.office.app.app_context(), snapshot(PROJECT_ID) as work:
        now = hashes_now(work.session, PROJECT_ID, [(kind, key)])[kind, key]
    scene.admin.set_leaf(place, base64url.encode(now))
    scene.admin.rebuild()
    return scene.word("wrong_rebuilt", range=scene.range(place, place))


WAYS = (
    edited,
    deleted,
    inserted,
    swapped,
    swapped_without_rebuilding,
    tail_cut,
    tail_cut_and_grown_past,
    yesterday_restored,
    rebuilt_after_an_edit,
)


@pytest.mark.parametrize(
    ("tamper", "language"),
    [(way, list(READERS)[place % len(READERS)]) for place, way in enumerate(WAYS)],
    indirect=["language"],
)
def test_the_screen_names_it_at_the_next_sync(scene: Scene, tamper: Callable[[Scene], str]) -> None:
    phone = scene.watching
    expect(phone.page.locator("dialog.alarm")).to_have_count(0)
    phone.cut()  # or it would see the administrator at work, halfway
    named = tamper(scene)
    phone.context.set_offline(False)
    alarm = phone.page.locator("dialog.alarm")
    expect(alarm).to_contain_text(named, timeout=20_000)
    PICTURES.mkdir(parents=True, exist_ok=True)
    phone.page.screenshot(path=PICTURES / f"phone-ledger-{tamper.__name__}-{phone.language}.png")

    phone.page.goto(f"{phone.address}/app/")
    expect(alarm, "a reload does not lose it").to_contain_text(named)
    go_on(scene)
    phone.unlock()
    phone.register("137 3333 4444")
    phone.cut()
    phone.register("137 3333 5555")
    phone.reconnect()
    expect(phone.page.locator(".alarm-bar")).to_be_visible()
    phone.page.locator(".alarm-bar button").click()
    expect(alarm).to_contain_text(named)


def test_an_honest_office_alarms_nobody(scene: Scene, new_phone: Callable[..., AgentPhone]) -> None:
    other = new_phone("bert")
    for number in range(3):
        other.register(f"138 0000 200{number}")
        other.sync()
        scene.watching.sync()
    scene.watching.page.route("**/ledger/proof*", lambda route: route.abort())
    scene.watching.sync()
    scene.watching.page.unroute("**/ledger/proof*")
    scene.watching.page.route("**/ledger/proof*", lambda route: route.fulfill(status=502, body="no"))
    scene.watching.sync()
    for phone in (scene.watching, other):
        expect(phone.page.locator("dialog.alarm, .alarm-bar")).to_have_count(0)


def test_a_proof_that_comes_when_its_reader_has_signed_out_alarms_nobody(scene: Scene) -> None:
    phone = scene.watching
    held: list[tuple[Route, APIResponse]] = []
    phone.page.route("**/ledger/proof*", lambda route: held.append((route, route.fetch())))
    with phone.page.expect_request("**/ledger/proof*"):
        phone.sync()
    phone.go("me/sign-out")
    phone.page.get_by_role("dialog").get_by_role("button", name=phone.word("sign_out")).click()
    expect(phone.page.get_by_text(phone.word("signed_out"))).to_be_visible()
    assert held
    for route, answer in held:
        route.fulfill(response=answer)
    phone.page.unroute("**/ledger/proof*")
    phone.page.wait_for_timeout(500)
    phone.sign_in(READERS[phone.language])
    phone.unlock()
    phone.sync()
    expect(phone.page.locator("dialog.alarm, .alarm-bar")).to_have_count(0)


def go_on(scene: Scene) -> None:
    scene.watching.page.get_by_role("button", name=scene.word("go_on")).click()
