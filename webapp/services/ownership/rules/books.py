"""The rule books of a project."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from sync.policy import Edition, RuleBook, RuleBooks
from webapp.models.ownership import RuleBookEdition
from webapp.services.work import Work


@dataclass(frozen=True, slots=True)
class Published:
    """One version as it was published, whether or not it ever takes effect."""

    edition: Edition
    published_at: datetime
    published_by: str | None

    @property
    def version(self) -> int:
        """Return its number."""
        return self.edition.book.version


def load_books(work: Work) -> RuleBooks:
    """Return every version that takes effect, oldest first."""
    return RuleBooks.of(each.edition for each in load_published(work))


def load_published(work: Work) -> tuple[Published, ...]:
    """Return every published version, in the order of their numbers; a job asks once, for many of its steps obey it."""
    return work.once(_published)


def keep_edition(work: Work, row: RuleBookEdition) -> None:
    """Write down a version: from here on the job that publishes it goes by it as well."""
    work.session.add(row)
    work.session.flush()
    work.forget(_published)


def _published(work: Work) -> tuple[Published, ...]:
    rows = work.session.scalars(
        select(RuleBookEdition).where(RuleBookEdition.project_id == work.project_id).order_by(RuleBookEdition.version)
    )
    return tuple(Published(Edition(row.effective_from, _book(row)), row.published_at, row.published_by) for row in rows)


def _book(row: RuleBookEdition) -> RuleBook:
    book = RuleBook.from_stored({**row.body, "version": row.version})
    if isinstance(book, RuleBook):
        return book
    message = f"rule book {row.version} was published with errors: {book}"
    raise ValueError(message)
