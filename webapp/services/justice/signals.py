"""Signals: what looks wrong, with its facts, for a person to look at. A signal decides nothing."""

from __future__ import annotations

from datetime import datetime, time
from enum import StrEnum

from sqlalchemy import select

from webapp.models.justice import Signal
from webapp.services.people.project import load_zone
from webapp.services.work import Work


class SignalKind(StrEnum):
    """What can look wrong."""

    CLOCK_STEPPED = "clock_stepped"
    CHAIN_BROKEN = "chain_broken"
    CHAIN_FORKED = "chain_forked"
    SIGNATURE_INVALID = "signature_invalid"
    ANCHOR_CONTRADICTED = "anchor_contradicted"
    COMMITMENT_BROKEN = "commitment_broken"
    SELF_CONFIRM = "self_confirm"
    STAFF_NUMBER = "staff_number"
    CLIENT_DENIES = "client_denies"
    ONE_BROWSER = "one_browser"
    NUMBER_CHECKS_SPENT = "number_checks_spent"
    INTERCEPTION_SUSPECT = "interception_suspect"
    NEAR_NUMBER = "near_number"
    POACHING_SUSPECT = "poaching_suspect"
    OFTEN_AMENDED = "often_amended"
    MANY_NUMBERS_HELD = "many_numbers_held"
    RELATIVES_BEYOND_CAP = "relatives_beyond_cap"
    TAKEN_ANSWERS_SPENT = "taken_answers_spent"


def raise_signal(
    work: Work,
    kind: SignalKind,
    *,
    person_id: str | None = None,
    device_id: str | None = None,
    client_id: str | None = None,
    **facts: str,
) -> None:
    """Write a signal down; facts never hold personal data of clients."""
    work.session.add(
        Signal(
            project_id=work.project_id,
            id=work.new_id(),
            at=work.now,
            kind=kind,
            person_id=person_id,
            device_id=device_id,
            client_id=client_id,
            facts=facts,
        )
    )


def was_raised_today(work: Work, kind: SignalKind, person_id: str) -> bool:
    """Say whether a signal about somebody was raised since the project's last midnight."""
    zone = load_zone(work)
    midnight = datetime.combine(work.now.astimezone(zone).date(), time.min, tzinfo=zone)
    found = select(Signal.id).where(
        Signal.project_id == work.project_id,
        Signal.kind == kind,
        Signal.person_id == person_id,
        Signal.at >= midnight,
    )
    return work.session.scalar(found.limit(1)) is not None
