"""Signals: what looks wrong, with its facts, for a person to look at. A signal decides nothing."""

from __future__ import annotations

from enum import StrEnum

from webapp.models.justice import Signal
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
    CLIENT_DENIES = "client_denies"
    NUMBER_CHECKS_SPENT = "number_checks_spent"


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
