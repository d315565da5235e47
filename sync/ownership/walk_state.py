"""Where a walk stands between two knocks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from types import MappingProxyType

from sync.ownership.acts import Departure
from sync.ownership.case import Case
from sync.ownership.knocks import Knock
from sync.ownership.standing import Ending, Tenure


@dataclass(frozen=True, slots=True)
class Walk:
    """A tenure that runs or none, and those before it.

    row: all that happens, for a tie has to look ahead. departed: agents who have left, whose knocks open
    nothing for themselves.
    """

    case: Case
    row: tuple[Knock, ...]
    tenure: Tenure | None = None
    history: tuple[Tenure, ...] = ()
    withdrawn: frozenset[str] = frozenset()
    departed: Mapping[str, Departure] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def last(self) -> Tenure | None:
        """Return the tenure that ended last."""
        return self.history[-1] if self.history else None


def ended(state: Walk, at: datetime, by: Ending) -> Walk:
    """End the running tenure, if there is one."""
    if state.tenure is None:
        return state
    return replace(state, tenure=None, history=(*state.history, replace(state.tenure, ended_at=at, ended_by=by)))
