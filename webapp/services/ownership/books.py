"""The rule books of a project."""

from __future__ import annotations

from sqlalchemy import select

from sync.policy import Edition, RuleBook, RuleBooks
from webapp.models.ownership import RuleBookEdition
from webapp.services.work import Work


def load_books(work: Work) -> RuleBooks:
    """Return every published version, oldest first."""
    rows = work.session.scalars(
        select(RuleBookEdition)
        .where(RuleBookEdition.project_id == work.project_id)
        .order_by(RuleBookEdition.effective_from, RuleBookEdition.version)
    )
    return RuleBooks(tuple(Edition(row.effective_from, _book(row)) for row in rows))


def _book(row: RuleBookEdition) -> RuleBook:
    book = RuleBook.from_dict(row.body)
    if isinstance(book, RuleBook):
        return book
    message = f"rule book {row.version} was published with errors: {book}"
    raise ValueError(message)
