"""What may be disputed, by whom it is judged, and what the client's own word does in a dispute.

The client's word decides nothing by itself: it can be bought, and it can be mistaken. A word against the agent who
registered opens a dispute, and whom it names has to show a reception.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from enum import StrEnum

from sync.ownership.protection import end_of_protection
from sync.policy import RuleBook


class DisputeCode(StrEnum):
    """Whether a dispute is heard; stable for ever."""

    ADMISSIBLE = "admissible"
    TIME_BARRED = "time_barred"


class WordCode(StrEnum):
    """What the client's word against an agent comes to; stable for ever."""

    CONFIRMS = "word_confirms"
    WAITS_FOR_RECEPTION = "word_waits_for_reception"
    RECEPTION_SHOWN = "word_reception_shown"
    ASK_ONCE_MORE = "word_ask_once_more"


class WishCode(StrEnum):
    """What a later word for another agent is; stable for ever."""

    FIRST_WORD_STANDS = "first_word_stands"
    CHANGE_WISH = "change_wish"


class RecusalCode(StrEnum):
    """Why somebody does not judge a case; stable for ever."""

    PARTY = "recused_party"
    TEAM = "recused_team"
    TOUCHED = "recused_touched"


@dataclass(frozen=True, slots=True)
class Admission:
    """Whether a dispute over a deal is heard, and until when it is. money_held: the disputed part is not paid out."""

    code: DisputeCode
    until: datetime
    money_held: bool


@dataclass(frozen=True, slots=True)
class Word:
    """What the client said of who received it. names: the agent meant, None for "somebody else"."""

    said_at: datetime
    names: str | None


@dataclass(frozen=True, slots=True)
class Shown:
    """A reception by an agent that the office's own record holds: a turn, a visit, a call."""

    agent_id: str
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class Judge:
    """Who would judge. touched: the cases whose record this person changed."""

    person_id: str
    team_id: str | None
    touched: frozenset[str]


@dataclass(frozen=True, slots=True)
class Party:
    """A party of a case."""

    person_id: str
    team_id: str | None


def admit(filed_at: datetime, deal_at: datetime, book: RuleBook, zone: tzinfo) -> Admission:
    """Say whether a dispute over a deal comes within its look-back; the last day counts to its end."""
    until = end_of_protection(deal_at, book.lookback_days, zone, book.counting)
    heard = filed_at < until
    return Admission(DisputeCode.ADMISSIBLE if heard else DisputeCode.TIME_BARRED, until, money_held=heard)


def weigh_word(word: Word, registered_by: str, shown: Iterable[Shown], now: datetime, book: RuleBook) -> WordCode:
    """Say what the client's word does to the registration of an agent.

    Whom it names has the time of an appeal to show a reception; what is recorded later proves nothing. Without one who
    registered keeps the client, and the manager asks the client once more, neutrally.
    """
    if word.names == registered_by:
        return WordCode.CONFIRMS
    until = word.said_at + book.appeal_deadline
    if any(each.agent_id == word.names and each.recorded_at <= min(now, until) for each in shown):
        return WordCode.RECEPTION_SHOWN
    return WordCode.WAITS_FOR_RECEPTION if word.names is not None and now <= until else WordCode.ASK_ONCE_MORE


def weigh_change(words: Sequence[Word]) -> WishCode:
    """Say what later words are: the first stands for the first reception, another name after it is a wish to change."""
    named = [word.names for word in sorted(words, key=lambda word: word.said_at) if word.names is not None]
    return WishCode.CHANGE_WISH if len(set(named)) > 1 else WishCode.FIRST_WORD_STANDS


def first_word(words: Sequence[Word]) -> str | None:
    """Return whom the client named first: that word stands for the first reception."""
    return next((word.names for word in sorted(words, key=lambda word: word.said_at) if word.names is not None), None)


def why_recused(judge: Judge, case_id: str, parties: Iterable[Party]) -> RecusalCode | None:
    """Say why somebody may not judge a case, or None."""
    those = tuple(parties)
    if judge.person_id in {party.person_id for party in those}:
        return RecusalCode.PARTY
    if case_id in judge.touched:
        return RecusalCode.TOUCHED
    if judge.team_id is not None and judge.team_id in {party.team_id for party in those}:
        return RecusalCode.TEAM
    return None
