"""The rule books and the time zone of a project."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from sqlalchemy import select

from sync.policy import Edition, RuleBook, RuleBooks
from webapp.models.ownership import RuleBookEdition
from webapp.models.people import Project
from webapp.services.work import Work


def load_books(work: Work) -> RuleBooks:
    """Return every published version, oldest first."""
    rows = work.session.scalars(
        select(RuleBookEdition)
        .where(RuleBookEdition.project_id == work.project_id)
        .order_by(RuleBookEdition.effective_from, RuleBookEdition.version)
    )
    return RuleBooks(tuple(Edition(row.effective_from, _book(row)) for row in rows))


def load_project(work: Work) -> Project:
    """Return the project."""
    return work.session.get_one(Project, work.project_id)


def load_zone(work: Work) -> ZoneInfo:
    """Return the zone in which the project's days end."""
    return ZoneInfo(load_project(work).time_zone)


def _book(row: RuleBookEdition) -> RuleBook:
    book = RuleBook.from_dict(row.body)
    if isinstance(book, RuleBook):
        return book
    message = f"rule book {row.version} was published with errors: {book}"
    raise ValueError(message)
