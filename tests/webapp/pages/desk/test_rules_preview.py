"""The preview of a rule book: the rules are run again for the clients of today and the rulings of the last month."""

from __future__ import annotations

import re
from html import unescape

import pytest
from werkzeug.test import TestResponse

from tests.factories.office import Office
from tests.webapp.pages.desk.rule_editor import editor, said, send
from tests.webapp.pages.desk.visitor import Visitor, client_of, contested

NUMBER = re.compile(r'<p class="number"[^>]*>(\d+)<small>([^<]+)')


@pytest.fixture
def manager(office: Office) -> Visitor:
    return Visitor.of(office, "manager")


def numbers(answer: TestResponse) -> dict[str, int]:
    assert answer.status_code == 200
    return {word: int(number) for number, word in NUMBER.findall(unescape(answer.text))}


def test_the_preview_counts_who_lapses_earlier_and_later(office: Office, manager: Visitor) -> None:
    anna = office.phone("anna")
    for place in range(3):
        entry = anna.register(f"138 0000 70{place:02}", surname="欧阳")
        anna.visit(entry)
    anna.push()
    shorter = send(manager, editor(manager, protection_days_visit="10", running_protections="take_new"))
    assert numbers(shorter)[said("earlier")] == 3
    assert shorter.text.count('class="toned" data-tone="seal"') == 3
    assert "欧阳" in shorter.text
    assert "7000" not in shorter.text
    assert 'class="lapse-chart" role="img" aria-label="Protections that end each day' in shorter.text
    longer = numbers(send(manager, editor(manager, protection_days_visit="20", running_protections="take_new")))
    assert (longer[said("earlier")], longer[said("later")]) == (0, 3)


def test_running_protections_that_keep_their_version_are_said_to_and_shown_as_if(
    office: Office, manager: Visitor
) -> None:
    anna = office.phone("anna")
    anna.visit(anna.register())
    anna.push()
    answer = send(manager, editor(manager, protection_days_visit="10"))
    page = unescape(answer.text)
    assert said("keeps", moved=0) in page
    assert said("if_everybody") in page
    assert numbers(answer)[said("earlier")] == 1


def test_the_preview_rules_the_last_month_again(office: Office, manager: Visitor) -> None:
    case = contested(office)
    manager.sign_in_again()
    answer = send(manager, editor(manager, offline_grace_hours="0"))
    found = numbers(answer)
    assert found[said("different")] == 1, "without the grace the stated time contests nothing"
    assert said("looked_back", looked=2, total=2) in unescape(answer.text)
    row = answer.text[answer.text.index('class="ruled"') :]
    assert "测试乙" in row
    same = numbers(send(manager, editor(manager, ticket_life_hours="20")))
    assert same[said("different")] == 0
    assert client_of(case.anna)["contested"], "a preview changes nothing"
