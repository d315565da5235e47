"""Five hundred phones register one number at once, through a real web server with four workers: one owns."""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from tests.factories.crowd import crowd
from tests.factories.office import PROJECT_ID
from tests.factories.phone import Phone
from tests.factories.served import ShiftedClock, served
from webapp import create_app
from webapp.config import Config
from webapp.extensions import db
from webapp.models.ownership import Client, Entry, Ruling, Standing
from webapp.transaction import snapshot

PHONES = 500
WORKERS = 4
AT_ONCE = 32


@pytest.fixture
def clock_file(tmp_path: Path) -> ShiftedClock:
    file = tmp_path / "shift"
    file.write_text("0")
    return ShiftedClock(file)


def test_five_hundred_phones_register_one_number_and_one_owns(
    database: str, keys: Path, clock_file: ShiftedClock, capsys: pytest.CaptureFixture[str]
) -> None:
    app = create_app(Config(database, keys, plain_http=True), clock_file)
    with served(database, keys, clock_file, workers=WORKERS) as address:
        phones = crowd(app, address, PHONES, clock_file.now())
        all_at_once(phones, lambda phone: phone.line.take_token())
        for phone in phones:
            phone.register("138 0013 8000")
        answers, seconds = all_at_once(phones, timed_push)
        seen, pulling = all_at_once(phones, own_client)
    report(capsys, app, [took for _answer, took in answers], seconds, pulling)
    assert Counter(answer["results"][0]["status"] for answer, _took in answers) == {"applied": PHONES}
    owner_id, ruling_number = what_is_stored(app)
    assert {client["ruling"]["number"] for client in seen} == {ruling_number}
    assert {client["owner"]["id"] for client in seen} == {owner_id}
    assert Counter(client["state"] for client in seen) == {"mine": 1, "theirs": PHONES - 1}
    with app.app_context():
        db.engine.dispose()


def all_at_once(phones: Sequence[Phone], act: Callable[[Phone], Any]) -> tuple[list[Any], float]:
    """Let every phone do something at the same time, and count the seconds until the last one has."""
    began = time.perf_counter()
    with ThreadPoolExecutor(AT_ONCE) as threads:
        done = list(threads.map(act, phones))
    return done, time.perf_counter() - began


def timed_push(phone: Phone) -> tuple[Any, float]:
    began = time.perf_counter()
    return phone.push(), time.perf_counter() - began


def own_client(phone: Phone) -> dict[str, Any]:
    clients: list[dict[str, Any]] = [change["value"] for change in phone.pull() if change["kind"] == "client"]
    assert len(clients) == 1
    return clients[0]


def what_is_stored(app: Flask) -> tuple[str | None, int]:
    """Return owner and ruling; everything that could be there twice is there once, and every entry is there."""
    with app.app_context(), snapshot(PROJECT_ID) as work:
        count = select(func.count())
        assert work.session.scalar(count.select_from(Client)) == 1
        assert work.session.scalar(count.select_from(Entry)) == PHONES
        standing = work.session.scalars(select(Standing)).one()
        newest = work.session.scalar(select(func.max(Ruling.number)))
        assert standing.ruling_number == newest
        return standing.owner_id, standing.ruling_number


def report(capsys: pytest.CaptureFixture[str], app: Flask, took: list[float], seconds: float, pulling: float) -> None:
    with app.app_context():
        name = db.engine.dialect.name
    ranked = sorted(took)
    p50, p99 = ranked[len(ranked) // 2], ranked[len(ranked) * 99 // 100]
    figures = (
        f"{name}: {len(took)} phones, one number: {seconds:.1f} s to push ({len(took) / seconds:.0f}/s, "
        f"p50 {p50 * 1000:.0f} ms, p99 {p99 * 1000:.0f} ms), {pulling:.1f} s to pull"
    )
    with capsys.disabled():
        sys.stdout.write(f"\n{figures}\n")
