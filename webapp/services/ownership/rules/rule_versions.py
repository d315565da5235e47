"""The versions of the rule book: which holds, which comes, which has passed, and who has read each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import select

from sync.policy import RuleBook, RuleBooks
from webapp.models.ownership import RuleBookRead
from webapp.services.ownership.rules.books import Published, load_published
from webapp.services.people.audit import Act, record
from webapp.services.people.roster import carriers, list_members, names_of_people
from webapp.services.refused import ErrorCode, RefusedError
from webapp.services.work import Actor, Work


class VersionState(StrEnum):
    """Where a version stands in time. Replaced: another one took its place before it began."""

    COMING = "coming"
    IN_FORCE = "in_force"
    PAST = "past"
    REPLACED = "replaced"


@dataclass(frozen=True, slots=True)
class Readers:
    """Of those who work with a phone: who has read a version, and who has still to."""

    read: tuple[str, ...]
    unread: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class VersionView:
    """One version. before: the one in whose place it comes, None for the first. publisher: empty if nobody did."""

    version: int
    state: VersionState
    book: RuleBook
    before: RuleBook | None
    effective_from: datetime
    published_at: datetime
    publisher: str
    readers: Readers


def list_versions(work: Work) -> tuple[VersionView, ...]:
    """Return every version, the newest first."""
    published, names = load_published(work), names_of_people(work)
    working = [(member.id, member.name) for member in carriers(list_members(work))]
    read = _read(work)
    states = states_of(published, work.now)
    views = (
        VersionView(
            version=each.version,
            state=states[each.version],
            book=each.edition.book,
            before=version_before(published, each.version),
            effective_from=each.edition.effective_from,
            published_at=each.published_at,
            publisher=names.get(each.published_by or "", ""),
            readers=_readers(working, read.get(each.version, frozenset())),
        )
        for each in published
    )
    return tuple(reversed(tuple(views)))


def find_version(work: Work, version: int) -> VersionView:
    """Return one version."""
    found = next((view for view in list_versions(work) if view.version == version), None)
    if found is None:
        raise RefusedError(ErrorCode.RULE_BOOK_UNKNOWN)
    return found


def states_of(published: Iterable[Published], now: datetime) -> dict[int, VersionState]:
    """Return where each version stands."""
    known = tuple(published)
    books = RuleBooks.of(each.edition for each in known)
    begins = {edition.book.version: edition.effective_from for edition in books.editions}
    in_force = books.at(now).version
    states = {}
    for each in known:
        if each.version not in begins:
            states[each.version] = VersionState.REPLACED
        elif each.version == in_force:
            states[each.version] = VersionState.IN_FORCE
        else:
            states[each.version] = VersionState.COMING if begins[each.version] > now else VersionState.PAST
    return states


def version_before(published: Iterable[Published], version: int) -> RuleBook | None:
    """Return the book that holds right before a version begins, as things stood when it was published."""
    books = RuleBooks.of(each.edition for each in published if each.version <= version)
    return books.editions[-2].book if len(books.editions) > 1 else None


def acknowledge(work: Work, actor: Actor, version: int) -> None:
    """Keep that the actor has read a version; saying it twice is no error."""
    if all(each.version != version for each in load_published(work)):
        raise RefusedError(ErrorCode.RULE_BOOK_UNKNOWN)
    if work.session.get(RuleBookRead, (work.project_id, version, actor.person_id)) is not None:
        return
    work.session.add(
        RuleBookRead(project_id=work.project_id, version=version, person_id=actor.person_id, read_at=work.now)
    )
    record(work, actor, Act.RULES_READ, version=str(version))


def _read(work: Work) -> dict[int, frozenset[str]]:
    rows = work.session.execute(
        select(RuleBookRead.version, RuleBookRead.person_id).where(RuleBookRead.project_id == work.project_id)
    )
    found: dict[int, set[str]] = {}
    for row in rows:
        found.setdefault(row.version, set()).add(row.person_id)
    return {version: frozenset(people) for version, people in found.items()}


def _readers(working: Iterable[tuple[str, str]], read: frozenset[str]) -> Readers:
    people: Mapping[bool, list[str]] = {True: [], False: []}
    for id_, name in working:
        people[id_ in read].append(name)
    return Readers(tuple(people[True]), tuple(people[False]))
