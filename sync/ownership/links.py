"""Which clients are one case: those that links join, directly or through others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sync.ownership.acts import LinkKind

#: Spouses, their children and the parents of both.
LARGEST_HOUSEHOLD = 8
#: How much two clients have in common, from most to least: what joins them through others is the least on the way.
_CLOSENESS = (LinkKind.SAME_PERSON, LinkKind.HOUSEHOLD, LinkKind.COMPANY)


@dataclass(frozen=True, slots=True)
class Link:
    """Two clients that are one case."""

    one: str
    other: str
    kind: LinkKind


def linked_with(links: Iterable[Link]) -> dict[str, dict[str, LinkKind]]:
    """Return, for each client, all the others of its case and what joins them."""
    near: dict[str, dict[str, LinkKind]] = defaultdict(dict)
    for link in links:
        for one, other in ((link.one, link.other), (link.other, link.one)):
            near[one][other] = min(link.kind, near[one].get(other, link.kind), key=_CLOSENESS.index)
    return {client_id: _reached(client_id, near) for client_id in sorted(near)}


def too_many(members: Iterable[str], links: Iterable[Link]) -> bool:
    """Say whether a case that is a household has more clients than a household can have."""
    return any(link.kind is LinkKind.HOUSEHOLD for link in links) and len(set(members)) > LARGEST_HOUSEHOLD


def _reached(start: str, near: Mapping[str, Mapping[str, LinkKind]]) -> dict[str, LinkKind]:
    """Walk from a client to every other; the closest way is tried first."""
    found: dict[str, LinkKind] = {}
    for kind in _CLOSENESS:
        waiting = [start, *found]
        while waiting:
            fresh = [each for each in _beside(near[waiting.pop()], kind) if each != start and each not in found]
            found |= dict.fromkeys(fresh, kind)
            waiting += fresh
    return found


def _beside(others: Mapping[str, LinkKind], kind: LinkKind) -> list[str]:
    """Return those who are joined at least as closely as this."""
    return [other for other, between in sorted(others.items()) if _CLOSENESS.index(between) <= _CLOSENESS.index(kind)]
