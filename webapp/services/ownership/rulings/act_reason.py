"""Why somebody did something to a client: a code, and words that may name the client, and so are sealed."""

from __future__ import annotations

import json
from enum import StrEnum

from webapp.services.work import Work


class ActReason(StrEnum):
    """Why the office changed whose client it is; words are always wanted beside it."""

    SERVICE = "service"
    ABSENCE = "absence"
    COMPLAINT = "complaint"
    AGREED = "agreed"
    MISTAKE = "mistake"
    OTHER = "other"


def seal_act(work: Work, table: str, id_: str, code: str, words: str = "") -> str:
    """Seal why."""
    return work.vault.seal(json.dumps([code, words]), work.place(table, id_))


def open_act(work: Work, table: str, id_: str, sealed: str) -> tuple[str, str]:
    """Return code and words."""
    code, words = json.loads(work.vault.open(sealed, work.place(table, id_)))
    return code, words
