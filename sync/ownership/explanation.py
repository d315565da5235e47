"""Say a ruling in sentences that a losing agent can understand, in every language at once.

The words live in `webapp/locales/*/reasons.json` and come in as mappings; here is only which of them are said. People
are named, never "you": the same stored sentence is read by the winner, the loser, the manager and an arbiter.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, tzinfo

from sync.ownership.counterfactual_finding import Counterfactual
from sync.ownership.rulings import Lane, RulingOutcome

#: Language to flat keys to templates with {placeholders}.
Words = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Explanation:
    """Each part by language: what was decided on which evidence, what would have changed it, the rule, the appeal."""

    sentence: Mapping[str, str]
    counterfactual: Mapping[str, str]
    rule_title: Mapping[str, str]
    appeal: Mapping[str, str]


def explain(
    outcome: RulingOutcome, counterfactual: Counterfactual, *, names: Mapping[str, str], words: Words, zone: tzinfo
) -> Explanation:
    """Explain an outcome. `names` maps every agent id in its lanes and its previous tenure to a name."""
    speakers = {language: _Speaker(texts, names, zone) for language, texts in words.items()}
    return Explanation(
        sentence={language: speaker.sentence(outcome) for language, speaker in speakers.items()},
        counterfactual={
            language: speaker.counterfactual(outcome, counterfactual) for language, speaker in speakers.items()
        },
        rule_title={language: texts[f"rule.{outcome.rule}"] for language, texts in words.items()},
        appeal={language: texts["appeal.where"] for language, texts in words.items()},
    )


@dataclass(frozen=True, slots=True)
class _Speaker:
    """One language."""

    texts: Mapping[str, str]
    names: Mapping[str, str]
    zone: tzinfo

    def sentence(self, outcome: RulingOutcome) -> str:
        template = self.texts[f"sentence.{outcome.reason}"]
        if len(outcome.lanes) > 1 and "{rival" not in template:
            template = f"{template}{self.texts['sentence.other_record']}"
        return template.format_map(self._facts(outcome))

    def counterfactual(self, outcome: RulingOutcome, found: Counterfactual) -> str:
        template = self.texts[f"counterfactual.{found.code}"]
        if found.contested:
            template = f"{template}{self.texts['counterfactual.and_contested']}"
        facts = self._facts(outcome)
        facts["subject"] = self._name(found.subject_id)
        facts["other_owner"] = self._name(found.owner_id)
        facts["at"] = self._moment(found.at)
        return template.format_map(facts)

    def _facts(self, outcome: RulingOutcome) -> dict[str, str]:
        facts = {"version": str(outcome.rule_version), "until": self._moment(outcome.protected_until)}
        for role, lane in zip(("owner", "rival"), outcome.lanes, strict=False):
            facts |= self._lane(role, lane)
        if outcome.previous is not None:
            facts["previous"] = self._name(outcome.previous.owner_id)
            facts["last_contact"] = self._moment(outcome.previous.last_contact_at)
            facts["ended"] = self._moment(outcome.previous.ended_at)
        if outcome.sharer_id is not None:
            facts["sharer"] = self._name(outcome.sharer_id)
        facts["frozen"] = self._moment(outcome.frozen_since)
        return facts

    def _lane(self, role: str, lane: Lane) -> dict[str, str]:
        return {
            role: self._name(lane.agent_id),
            f"{role}_time": self._moment(lane.ruling_time),
            f"{role}_stated": self._moment(lane.stated),
            f"{role}_text": self._moment(lane.text_received),
            f"{role}_label": self.texts[f"label.{lane.label}"],
            f"{role}_standin": self._name(lane.standin_id),
        }

    def _name(self, agent_id: str | None) -> str:
        return "" if agent_id is None else self.names[agent_id]

    def _moment(self, moment: datetime | None) -> str:
        """Write a moment in the project's zone, to the second: in a tie the seconds are what matters."""
        if moment is None:
            return ""
        local = moment.astimezone(self.zone)
        month = self.texts["months"].split()[local.month - 1]
        return self.texts["moment"].format(month=month, day=local.day, clock=local.strftime("%H:%M:%S"))
