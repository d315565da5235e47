"""Who may be behind a masked number? Candidates only: among thousands of clients such a report hits strangers too."""

from __future__ import annotations

import re
import unicodedata

from sqlalchemy import select

from webapp.models.ownership import ClientNumber
from webapp.services.work import Work

#: `138****5678`, or with the last six digits; whatever stands for what is hidden.
_MASKED = re.compile(r"(1[3-9]\d)[*xX·•]+(\d{6}|\d{4})")


def candidates_for_mask(work: Work, mask: str) -> tuple[str, ...]:
    """Return the clients with a number, main or spare, of which a report shows these ends; none if it shows no ends."""
    shown = _MASKED.fullmatch("".join(unicodedata.normalize("NFKC", mask).split()))
    if shown is None:
        return ()
    token = work.vault.mask_token(work.project_id, shown[1], shown[2])
    column = ClientNumber.long_mask_key if len(shown[2]) == 6 else ClientNumber.mask_key  # noqa: PLR2004 - the longer end
    rows = work.session.scalars(
        select(ClientNumber.client_id)
        .where(ClientNumber.project_id == work.project_id, column == token)
        .distinct()
        .order_by(ClientNumber.client_id)
    )
    return tuple(rows)
