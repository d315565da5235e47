"""Which reports and escorts concern a client: by any of its numbers, by the digits of a mask, by a registration.

Asked by keys alone, table by table, for the reason given in `captures`; a push that concerns no channel pays for two
questions and no more.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import literal, null, select, union_all

from webapp.models.ownership import ClientNumber, Escort, PreRegistration
from webapp.services.work import Work

_REPORT, _ESCORT = "report", "escort"


@dataclass(frozen=True, slots=True)
class Concerning:
    """Ids of the reports and escorts that concern one client."""

    reports: set[str] = field(default_factory=set)
    escorts: set[str] = field(default_factory=set)


def concerning(work: Work, client_ids: Collection[str]) -> dict[str, Concerning]:
    """Return what concerns some clients; a client whom nothing concerns is left out."""
    owners = _owners_of_keys(work, client_ids)
    found: dict[str, Concerning] = defaultdict(Concerning)
    for row in work.session.execute(_reports_and_escorts(work, client_ids, owners)):
        clients = {row.client_id} if row.client_id else owners.get(row.phone_key or row.mask_key, set())
        for client_id in clients:
            (found[client_id].reports if row.kind == _REPORT else found[client_id].escorts).add(row.id)
    return found


def _owners_of_keys(work: Work, client_ids: Collection[str]) -> dict[str, set[str]]:
    """Return whose each key is: numbers, and the digits that masks of them would show."""
    rows = work.session.execute(
        select(ClientNumber.client_id, ClientNumber.phone_key, ClientNumber.mask_key, ClientNumber.long_mask_key).where(
            ClientNumber.project_id == work.project_id, ClientNumber.client_id.in_(client_ids)
        )
    )
    owners: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        for key in (row.phone_key, row.mask_key, row.long_mask_key):
            if key is not None:
                owners[key].add(row.client_id)
    return owners


def _reports_and_escorts(work: Work, client_ids: Collection[str], keys: Collection[str]) -> Any:  # noqa: ANN401 - a union
    report, escort = PreRegistration, Escort
    return union_all(
        select(
            literal(_REPORT).label("kind"),
            report.id.label("id"),
            null().label("client_id"),
            report.phone_key.label("phone_key"),
            report.mask_key.label("mask_key"),
        ).where(report.project_id == work.project_id, report.phone_key.in_(keys) | report.mask_key.in_(keys)),
        select(literal(_ESCORT), escort.id, escort.client_id, escort.phone_key, null()).where(
            escort.project_id == work.project_id, escort.client_id.in_(client_ids) | escort.phone_key.in_(keys)
        ),
    )
