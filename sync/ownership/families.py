"""A registration with all that amends it: to its agent they are one, and they are taken back as one."""

from __future__ import annotations

from collections.abc import Mapping


def family_of(entry_id: str, amends: Mapping[str, str | None]) -> frozenset[str]:
    """Return a registration's family, itself included. amends: what each registration of the client amends."""
    root = _root(entry_id, amends)
    return frozenset({entry_id, *(each for each in amends if _root(each, amends) == root)})


def _root(entry_id: str, amends: Mapping[str, str | None]) -> str:
    seen = {entry_id}
    before = amends.get(entry_id)
    while before is not None and before in amends and before not in seen:
        seen.add(before)
        entry_id, before = before, amends[before]
    return entry_id
