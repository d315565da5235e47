"""A number almost like a colleague's client's: one digit changed, or two neighbours exchanged.

Such a registration may be a slip of the thumb, of either agent, or an attempt to register somebody's client as a new
one. It never decides anything: it asks a manager to look. Of the same day as the colleague's own it only asks; of a
later day the claim stands back until somebody looked, for by then the office knew the client.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from enum import StrEnum

from sync.ownership.identity import calling_code


class NearKind(StrEnum):
    """When the near number was registered: on the day of the other registration, or on a later one."""

    SAME_WINDOW = "same_window"
    LATER = "later"


@dataclass(frozen=True, slots=True)
class Named:
    """A number as an agent registers it. at: when, as stated."""

    agent_id: str
    e164: str
    surname: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Held:
    """A client whom somebody owns. surnames, registered_at: of the owner's registrations."""

    owner_id: str
    e164: str
    surnames: frozenset[str]
    registered_at: tuple[datetime, ...]
    last_contact_at: datetime


def near_kind(named: Named, held: Held, zone: tzinfo, days: int) -> NearKind | None:
    """Say whether a registration asks for a look at somebody's client, and of which kind; None if not.

    days: how long after the last contact with the other client a near number is more than chance.
    """
    if named.agent_id == held.owner_id or not is_near(named.e164, held.e164):
        return None
    if same_surname("", named.surname) or not any(same_surname(named.surname, each) for each in held.surnames):
        return None
    if named.at - held.last_contact_at > timedelta(days=days):
        return None
    known_since = max(at.astimezone(zone).date() for at in held.registered_at)
    return NearKind.LATER if named.at.astimezone(zone).date() > known_since else NearKind.SAME_WINDOW


def is_near(one: str, other: str) -> bool:
    """Say whether two numbers of one country, with its code, differ by one digit, or by two neighbours exchanged.

    A country's code is chosen, not mistyped: the same digits in Hong Kong and in Macau are two people.
    """
    return len(one) == len(other) and _one_slip(one, other) and calling_code(one) == calling_code(other)


def _one_slip(one: str, other: str) -> bool:
    places = [place for place, (mine, theirs) in enumerate(zip(one, other, strict=True)) if mine != theirs]
    if len(places) == 1:
        return True
    if len(places) != 2 or places[1] != places[0] + 1:  # noqa: PLR2004 - two neighbours
        return False
    first, second = places
    return one[first] == other[second] and one[second] == other[first]


def same_surname(one: str, other: str) -> bool:
    """Compare two surnames however they are written."""
    return _plain(one) == _plain(other)


def _plain(surname: str) -> str:
    return "".join(unicodedata.normalize("NFKC", surname).casefold().split())
