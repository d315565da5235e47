"""Publish a rule book: checked, dated, told to everybody who works by it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import update

from sync.ownership.reminders import takes_new
from sync.policy import Edition, RuleBook, RuleBookError, WhyNot
from sync.policy_conflicts import beginning_of, why_not_on
from sync.policy_words import changed, changes
from webapp.models.ownership import RuleBookEdition, Standing
from webapp.services.ownership.rules.books import Published, keep_edition, load_published
from webapp.services.ownership.rules.rule_versions import version_before
from webapp.services.ownership.wire.feed import News, send_notices
from webapp.services.people.audit import Act, record
from webapp.services.people.project import load_zone
from webapp.services.people.roster import carriers, list_members
from webapp.services.refused import ErrorCode, RefusedError
from webapp.services.work import Actor, Work
from webapp.words import LANGUAGES, books, say

#: A notice that lists everything is read by nobody; the rest stands in the book itself.
MOST_CHANGES_TOLD = 6


@dataclass(frozen=True, slots=True)
class Proposal:
    """What somebody wants to publish. based_on: the newest version when it was written. day: None if it is none."""

    body: Mapping[str, Any]
    day: date | None
    based_on: int


def check(work: Work, proposal: Proposal) -> Edition | tuple[RuleBookError, ...]:
    """Return the edition that would be published, or everything that has to be mended first."""
    published = load_published(work)
    newest = published[-1]
    if proposal.based_on != newest.version:
        raise RefusedError(ErrorCode.RULE_BOOK_CHANGED)
    book = RuleBook.from_dict({**proposal.body, "version": newest.version + 1})
    on_day = _why_not_on(proposal.day, work.now, load_zone(work))
    if not isinstance(book, RuleBook):
        return (*book, *on_day)
    if newest.edition.effective_from <= work.now and not changed(newest.edition.book, book):
        return (*on_day, RuleBookError("effective_from", WhyNot.NOTHING_CHANGED))
    if proposal.day is None or on_day:
        return on_day
    return Edition(beginning_of(proposal.day, load_zone(work)), book)


def publish(work: Work, actor: Actor, proposal: Proposal) -> Edition | tuple[RuleBookError, ...]:
    """Publish a version and tell everybody what changes; what cannot be published changes nothing."""
    edition = check(work, proposal)
    if not isinstance(edition, Edition):
        return edition
    book = edition.book
    keep_edition(
        work,
        RuleBookEdition(
            project_id=work.project_id,
            version=book.version,
            effective_from=edition.effective_from,
            published_at=work.now,
            published_by=actor.person_id,
            body=book.to_dict(),
        ),
    )
    record(work, actor, Act.RULES_PUBLISHED, version=str(book.version))
    _look_again(work, edition)
    _tell(work, edition, load_published(work))
    return edition


def _why_not_on(day: date | None, now: datetime, zone: ZoneInfo) -> tuple[RuleBookError, ...]:
    if day is None:
        return (RuleBookError("effective_from", WhyNot.NOT_A_DAY),)
    error = why_not_on(day, now, zone)
    return (error,) if error is not None else ()


def _look_again(work: Work, edition: Edition) -> None:
    """Let the rules look again, as the version begins, at every client whose end it moves."""
    if not takes_new(edition):
        return
    work.session.execute(
        update(Standing)
        .where(Standing.project_id == work.project_id, Standing.next_due_at > edition.effective_from)
        .values(next_due_at=edition.effective_from)
        .execution_options(synchronize_session=False)
    )


def _tell(work: Work, edition: Edition, published: tuple[Published, ...]) -> None:
    people = frozenset(member.id for member in carriers(list_members(work)))
    before = version_before(published, edition.book.version)
    day, zone = edition.effective_from, load_zone(work)
    told = {language: _sentence(language, edition.book, before, day.astimezone(zone)) for language in LANGUAGES}
    send_notices(work, [News(None, people, told)])


def _sentence(language: str, book: RuleBook, before: RuleBook | None, local: datetime) -> str:
    month = say(language, "reasons.months").split()[local.month - 1]
    day = say(language, "desk.day", year=local.year, month=month, day=local.day)
    told = changes(before, book, books()[language], MOST_CHANGES_TOLD) if before is not None else ""
    return say(language, "notices.rules_published", version=book.version, day=day, changes=told)
