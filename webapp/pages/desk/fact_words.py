"""Facts about a claim in words, each with the side on which it weighs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from sync.justice.confirmation import AnswerMeaning
from webapp import words
from webapp.pages.times import Times
from webapp.services.justice.claim_facts import ClaimFacts


class Weight(StrEnum):
    """On which side a fact weighs; it decides nothing."""

    SPEAKS_FOR = "for"
    SPEAKS_AGAINST = "against"
    NEITHER = "neither"


@dataclass(frozen=True, slots=True)
class FactInWords:
    """One fact."""

    weight: Weight
    sentence: str


_ANSWERS = {
    AnswerMeaning.WITNESSES: (Weight.SPEAKS_FOR, "desk.fact_client_confirms"),
    AnswerMeaning.DENIES: (Weight.SPEAKS_AGAINST, "desk.fact_client_denies"),
    AnswerMeaning.SAYS_NOTHING: (Weight.NEITHER, "desk.fact_client_unsure"),
}


def facts_in_words(facts: ClaimFacts, times: Times) -> tuple[FactInWords, ...]:
    """Say everything that is known about a claim, what is missing included."""
    return tuple(
        FactInWords(weight, words.say(times.language, key, **values)) for weight, key, values in _facts(facts, times)
    )


def _facts(facts: ClaimFacts, times: Times) -> Iterator[tuple[Weight, str, dict[str, object]]]:
    if facts.offline_for is None:
        yield Weight.SPEAKS_FOR, "desk.fact_online", {}
    else:
        yield Weight.NEITHER, "desk.fact_offline", {"duration": times.duration(facts.offline_for)}
    if facts.scan_at is None:
        yield Weight.NEITHER, "desk.fact_no_scan", {}
    else:
        yield Weight.SPEAKS_FOR, "desk.fact_scan", {"time": times.short(facts.scan_at)}
    if facts.answer is not None:
        weight, key = _ANSWERS[facts.answer]
        yield weight, key, {}
    met = facts.visits + facts.follow_ups
    counts: dict[str, object] = {"visits": facts.visits, "follow_ups": facts.follow_ups}
    yield (Weight.SPEAKS_FOR, "desk.fact_contacts", counts) if met else (Weight.NEITHER, "desk.fact_no_contacts", {})
    for kind, count in facts.signals:
        yield (
            Weight.SPEAKS_AGAINST,
            "desk.fact_signal",
            {"kind": words.say(times.language, f"desk.signal_{kind}_short"), "count": count},
        )
    if not facts.signals:
        yield Weight.SPEAKS_FOR, "desk.fact_no_signals", {}
    weight = Weight.SPEAKS_AGAINST if facts.lost else Weight.NEITHER
    yield weight, "desk.fact_contests", {"count": facts.contests, "lost": facts.lost}
