"""Say a channel's credit in sentences, in every language at once. The words live in `channels.json`.

Channels are called by their names; the client is not named, and no digit is said.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, tzinfo

from sync.ownership.channel_case import ChannelCase
from sync.ownership.channel_counterfactual import FoundChange
from sync.ownership.channel_reasons import RULE_OF
from sync.ownership.channels import ChannelOutcome

#: Language to `<area>.<key>` to templates with {placeholders}.
AllWords = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class ChannelExplanation:
    """Each part by language: what was decided, what would have changed it, by which rule, where to appeal."""

    sentence: Mapping[str, str]
    counterfactual: Mapping[str, str]
    rule_title: Mapping[str, str]
    appeal: Mapping[str, str]


def explain_credit(  # noqa: PLR0913 - what is said, and what it is said with
    case: ChannelCase,
    outcome: ChannelOutcome,
    change: FoundChange,
    *,
    names: Mapping[str, str],
    words: AllWords,
    zone: tzinfo,
) -> ChannelExplanation:
    """Explain an outcome. `names` maps every channel of the case to its name."""
    sentence, counterfactual, rule, appeal = {}, {}, {}, {}
    for language, texts in words.items():
        facts = _facts(case, outcome, change, names, texts, zone)
        sentence[language] = texts[f"channels.sentence_{outcome.reason}"].format_map(facts)
        counterfactual[language] = texts[f"channels.change_{change.code}"].format_map(facts)
        rule[language] = texts[f"channels.rule_{RULE_OF[outcome.reason]}"]
        appeal[language] = texts["channels.appeal"]
    return ChannelExplanation(sentence, counterfactual, rule, appeal)


def _facts(  # noqa: PLR0913, PLR0917 - as above
    case: ChannelCase,
    outcome: ChannelOutcome,
    change: FoundChange,
    names: Mapping[str, str],
    texts: Mapping[str, str],
    zone: tzinfo,
) -> dict[str, str]:
    report = next((each for each in case.reports if each.id == outcome.report_id), None)
    book = case.books.at(report.received_at) if report else None
    return {
        "channel": names[report.channel_id] if report else "",
        "reported": write_moment(report.received_at if report else None, texts, zone),
        "until": write_moment(report.valid_until if report else None, texts, zone),
        "arrived": write_moment(outcome.arrived_at, texts, zone),
        "gap": str(book.interception_gap_minutes) if book else "",
        "other": names[change.channel_id] if change.channel_id else "",
        "at": write_moment(change.at, texts, zone),
    }


def write_moment(moment: datetime | None, texts: Mapping[str, str], zone: tzinfo) -> str:
    """Write a moment in the project's zone, to the second, the way rulings write it."""
    if moment is None:
        return ""
    local = moment.astimezone(zone)
    month = texts["reasons.months"].split()[local.month - 1]
    return texts["reasons.moment"].format(month=month, day=local.day, clock=local.strftime("%H:%M:%S"))
