"""Every ruling can be said, in both languages, with names and times and without gaps."""

from __future__ import annotations

import json
import re
from datetime import datetime
from pathlib import Path

import pytest

from sync.ownership.capture_time import EvidenceLabel
from sync.ownership.case import Case
from sync.ownership.counterfactual import find_counterfactual
from sync.ownership.explanation import Explanation, explain
from sync.ownership.reasons import RULE_OF, CounterfactualCode, ReasonCode, RuleCode
from sync.ownership.rulings import rule
from sync.ownership.tenure import walk
from tests.scenarios.facts import moment
from tests.scenarios.pure import case_at
from tests.scenarios.rows import OWNERSHIP
from tests.sync.office import ZONE, at, captured, case, claim
from tests.sync.ownership import (
    test_collisions,
    test_counterfactual,
    test_incomplete,
    test_protection,
    test_tenure,
    test_ties,
)

LOCALES = Path(__file__).parents[3] / "webapp" / "locales"
WORDS = {
    language: json.loads((LOCALES / language / "reasons.json").read_text(encoding="utf-8")) for language in ("zh", "en")
}
NAMES = {"A": "陈静", "B": "李强", "C": "赵敏", "D": "孙宁"}  # invented people

SCENARIOS = [
    *test_collisions.COLLISIONS,
    *test_ties.TIES,
    *test_protection.PROTECTION,
    *test_incomplete.INCOMPLETE,
]
FACTS: list[tuple[str, Case, datetime]] = [
    *((row.facts, row.case, row.now) for row in SCENARIOS),
    *((row.facts, row.case, row.now) for row in test_counterfactual.ROWS),
    *((row.facts, row.case, at("09:00", 1)) for row in test_tenure.ROWS),
    *(
        (f"{row.title}, at {look.at} about {look.number}", case_at(row, moment(look.at), look.number), moment(look.at))
        for row in OWNERSHIP
        for look in row.looks
    ),
]


def explanation_of(facts: Case, now: datetime) -> Explanation:
    standing = walk(facts, now)
    outcome = rule(standing, facts.books)
    found = find_counterfactual(facts, standing, outcome.reason)
    return explain(outcome, found, names=NAMES, words=WORDS, zone=ZONE)


@pytest.mark.parametrize(("what", "facts", "now"), FACTS, ids=[row[0] for row in FACTS])
def test_every_ruling_is_said_without_gaps(what: str, facts: Case, now: datetime) -> None:
    explanation = explanation_of(facts, now)
    for part in (explanation.sentence, explanation.counterfactual, explanation.rule_title, explanation.appeal):
        for language in WORDS:
            said = part[language]
            assert said, (what, language)
            assert not re.search(r"[{}]|  |：，|（）|\(\)", said), (what, said)


def test_the_tables_of_tests_reach_every_reason_and_counterfactual() -> None:
    standings = [(facts, walk(facts, now)) for _, facts, now in FACTS]
    reasons = {rule(standing, facts.books).reason for facts, standing in standings}
    found = {find_counterfactual(facts, each, rule(each, facts.books).reason).code for facts, each in standings}
    assert reasons == set(ReasonCode) - {ReasonCode.FIRST_REGISTRATION_WITNESSED}
    assert found == set(CounterfactualCode)


def test_a_witnessed_registration_names_the_witness() -> None:
    witnessed = case(claim("A", captured(at("10:00"), at("12:00"), anchor=at("09:00"), answered=at("12:30"))))
    assert rule(walk(witnessed, at("13:00")), witnessed.books).reason is ReasonCode.FIRST_REGISTRATION_WITNESSED
    assert "客户见证" in explanation_of(witnessed, at("13:00")).sentence["zh"]


def test_both_agents_read_the_same_names_times_and_words() -> None:
    a = claim("A", captured(at("10:00"), at("14:00"), anchor=at("09:40")))
    contested = case(a, claim("B", captured(at("11:00"))))
    explanation = explanation_of(contested, at("14:00"))
    assert explanation.sentence["zh"] == (
        "客户暂归李强：系统在11月2日 11:00:00最先收到李强的登记（已证实）。"
        "有争议：陈静的登记在11月2日 14:00:00才收到，但自述时间是更早的11月2日 10:00:00。请案场经理裁决。"
    )
    assert explanation.counterfactual["en"] == (
        "Had the client opened the code of 陈静 on the spot at Nov 2 10:00:00, or had the fingerprint got through "
        "then, the client would belong to 陈静."
    )


def test_both_languages_hold_exactly_the_words_that_are_needed() -> None:
    spoken = (
        {"moment", "months", "appeal.where", "sentence.other_record", "counterfactual.and_contested"}
        | {f"sentence.{code}" for code in ReasonCode}
        | {f"counterfactual.{code}" for code in CounterfactualCode}
        | {f"rule.{code}" for code in RuleCode}
        | {f"label.{label}" for label in (*EvidenceLabel, "contested", "settled")}
    )
    for language, texts in WORDS.items():
        assert set(texts) == spoken, language


def test_every_reason_names_its_rule() -> None:
    assert set(RULE_OF) == set(ReasonCode)
    assert set(RULE_OF.values()) == set(RuleCode)


def test_placeholders_are_the_same_in_both_languages() -> None:
    for key, text in WORDS["zh"].items():
        if key in {"moment", "months"}:
            continue
        assert set(re.findall(r"{\w+}", text)) == set(re.findall(r"{\w+}", WORDS["en"][key])), key
