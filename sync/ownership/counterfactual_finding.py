"""What a search for another outcome finds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sync.ownership.reasons import CounterfactualCode

JUST_BEFORE = timedelta(milliseconds=1)


@dataclass(frozen=True, slots=True)
class Counterfactual:
    """One change of the facts and what the rules would then say.

    subject_id: the agent whose fact is changed. owner_id: who would own. at: the moment the changed fact speaks of.
    """

    code: CounterfactualCode
    subject_id: str | None = None
    owner_id: str | None = None
    contested: bool = False
    at: datetime | None = None
