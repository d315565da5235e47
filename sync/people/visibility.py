"""Who sees what of a client: one table, obeyed by lists, files, exports, errors and ids alike."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from sync.people.roles import Role


class Relation(StrEnum):
    """What a client is to the reader.

    own: the reader owns it. claimed: the reader has a claim on it and somebody else, or nobody, owns it.
    named: the reader registered it, but not completely, and so claims nothing: a number alone must not buy a look.
    case: an arbiter's case. pool: it is in the open pool, for anybody to take. other: none of these.
    """

    OWN = "own"
    CLAIMED = "claimed"
    NAMED = "named"
    CASE = "case"
    POOL = "pool"
    OTHER = "other"


class ClientField(StrEnum):
    """What there is to see. spare_phones: masked. linked: who belongs to the same case, by name."""

    NAME = "name"
    PHONE_MASKED = "phone_masked"
    PHONE_FULL = "phone_full"
    SPARE_PHONES = "spare_phones"
    OWNER = "owner"
    STAGE = "stage"
    PROTECTION = "protection"
    LAST_CONTACT = "last_contact"
    CONTACTS = "contacts"
    NOTES = "notes"
    RULING = "ruling"
    CHANNEL = "channel"
    LINKED = "linked"


class Sight(StrEnum):
    """How a field is shown.

    on_tap: one at a time, logged and limited. with_reason: as on_tap, after a fresh second factor and a reason.
    """

    SHOWN = "shown"
    ON_TAP = "on_tap"
    WITH_REASON = "with_reason"
    HIDDEN = "hidden"


F, S = ClientField, Sight

_BOARD = {F.NAME: S.SHOWN, F.OWNER: S.SHOWN, F.STAGE: S.SHOWN, F.PROTECTION: S.SHOWN, F.LAST_CONTACT: S.SHOWN}
_RULED = {F.RULING: S.SHOWN, F.CHANNEL: S.SHOWN}
_FILE = {
    **_BOARD,
    F.PHONE_MASKED: S.SHOWN,
    F.SPARE_PHONES: S.SHOWN,
    F.CONTACTS: S.SHOWN,
    F.NOTES: S.SHOWN,
    F.LINKED: S.SHOWN,
    **_RULED,
}
_OWN = {**_FILE, F.PHONE_FULL: S.ON_TAP}
_CLAIMED = {**_BOARD, F.PHONE_MASKED: S.SHOWN, F.RULING: S.SHOWN}
_NAMED = {F.NAME: S.SHOWN, F.PHONE_MASKED: S.SHOWN}
_MANAGED = {**_FILE, F.PHONE_FULL: S.WITH_REASON}
_WELCOMED = {F.NAME: S.SHOWN, F.OWNER: S.SHOWN, F.STAGE: S.SHOWN}
_POOL = {F.NAME: S.SHOWN, F.PHONE_MASKED: S.SHOWN, F.OWNER: S.SHOWN}
_ON_A_PHONE = {
    Relation.OWN: _OWN,
    Relation.CLAIMED: _CLAIMED,
    Relation.NAMED: _NAMED,
    Relation.POOL: _POOL,
    Relation.OTHER: _BOARD,
}

#: What is not named is hidden.
VISIBILITY: Mapping[Role, Mapping[Relation, Mapping[ClientField, Sight]]] = MappingProxyType(
    {
        Role.AGENT: _ON_A_PHONE,
        Role.TEAM_LEADER: _ON_A_PHONE,
        Role.FRONT_DESK: {Relation.OTHER: _WELCOMED},
        Role.OFFICE_MANAGER: {Relation.CASE: _MANAGED, Relation.OTHER: _MANAGED},
        Role.ARBITER: {Relation.CASE: _FILE},
        Role.AUDITOR: {Relation.CASE: _FILE, Relation.OTHER: _FILE},
        Role.ADMIN: {},
    }
)


def sight_of(role: Role, relation: Relation, field: ClientField) -> Sight:
    """Return how a role sees a field of a client to which it stands in a relation."""
    return VISIBILITY[role].get(relation, {}).get(field, Sight.HIDDEN)


def visible_fields(role: Role, relation: Relation) -> frozenset[ClientField]:
    """Return the fields that are shown without asking."""
    return frozenset(field for field in ClientField if sight_of(role, relation, field) is Sight.SHOWN)
