"""Signals in words."""

from __future__ import annotations

from tests.factories.office import Office
from tests.webapp.pages.desk.visitor import Visitor, contested
from webapp import words
from webapp.services.justice.signals import SignalKind


def test_every_kind_of_signal_has_its_words() -> None:
    for language in words.LANGUAGES:
        for kind in SignalKind:
            assert f"desk.signal_{kind}" in words.books()[language], kind
            assert f"desk.signal_{kind}_short" in words.books()[language], kind


def test_a_signal_is_a_sentence_with_its_person_and_weighs_in_the_case(office: Office) -> None:
    case = contested(office)
    case.anna.wait(hours=-3)
    case.anna.beat()
    manager = Visitor.of(office, "manager")
    for path in ("", "signals"):
        page = manager.read(path)
        assert words.say("en", "desk.signal_clock_stepped_short") in page
        assert "The clock on 测试甲&#39;s phone moved away" in page
    page = manager.read(f"contested/{case.client_id}")
    assert 'data-weight="against"' in page
    assert words.say("en", "desk.fact_signal", kind="Clock stepped", count=1) in page
