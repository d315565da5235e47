"""Signals as the desk reads them: who, when, on which facts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, select

from webapp.models.justice import Signal
from webapp.models.people import Person
from webapp.services.work import Work

PAGE = 100


@dataclass(frozen=True, slots=True)
class SignalView:
    """One signal. who: the name of the person it is about, empty if it is about nobody in particular."""

    kind: str
    at: datetime
    who: str
    client_id: str | None
    facts: Mapping[str, str]


def recent_signals(work: Work, most: int = PAGE) -> tuple[SignalView, ...]:
    """Return the newest signals."""
    return _views(work, _rows(work).limit(most))


def signals_about_client(work: Work, client_id: str) -> tuple[SignalView, ...]:
    """Return the signals that name a client."""
    return _views(work, _rows(work).where(Signal.client_id == client_id).limit(PAGE))


def _rows(work: Work) -> Select[Signal, str]:
    return (
        select(Signal, Person.name)
        .outerjoin(Person, (Person.project_id == Signal.project_id) & (Person.id == Signal.person_id))
        .where(Signal.project_id == work.project_id)
        .order_by(Signal.at.desc(), Signal.id.desc())
    )


def _views(work: Work, rows: Select[Signal, str]) -> tuple[SignalView, ...]:
    return tuple(
        SignalView(signal.kind, signal.at, name or "", signal.client_id, signal.facts)
        for signal, name in work.session.execute(rows)
    )
