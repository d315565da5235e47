"""The rule book as people read it, in every language at once: the phone keeps it and reads it without a line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from hashlib import sha256

from sqlalchemy import select

from sync.policy import RuleBook
from sync.policy_words import SECTIONS, Section, changed, sentence
from webapp.models.ownership import RuleBookRead
from webapp.services.ownership.rules.books import Published, load_published
from webapp.services.ownership.rules.rule_versions import VersionState, states_of, version_before
from webapp.services.refused import ErrorCode, RefusedError
from webapp.services.work import Actor, Work
from webapp.words import LANGUAGES, books

Sentences = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class RuleInWords:
    """One rule. before: what the version before said, if it said something else."""

    field: str
    sentence: Sentences
    before: Sentences | None


@dataclass(frozen=True, slots=True)
class SectionInWords:
    """One part of the book."""

    name: Section
    title: Sentences
    rules: tuple[RuleInWords, ...]


@dataclass(frozen=True, slots=True)
class VersionInWords:
    """One version for one reader."""

    version: int
    effective_from: datetime
    published_at: datetime
    read_at: datetime | None
    sections: tuple[SectionInWords, ...]


@dataclass(frozen=True, slots=True)
class RulesOnPhone:
    """What a phone keeps: the version in force and those that come. tag: by which it knows whether that is the same."""

    tag: str
    versions: tuple[VersionInWords, ...]


def in_words(book: RuleBook, before: RuleBook | None) -> tuple[SectionInWords, ...]:
    """Say a whole book."""
    differs = frozenset(changed(before, book)) if before is not None else frozenset()
    return tuple(
        SectionInWords(
            name=name,
            title={language: books()[language][f"rules.section.{name}"] for language in LANGUAGES},
            rules=tuple(_rule(field, book, before if field in differs else None) for field in fields),
        )
        for name, fields in SECTIONS.items()
    )


def rules_for_phone(work: Work, actor: Actor, known: str) -> RulesOnPhone | None:
    """Return the rules that a phone has to know, or None if it knows them already."""
    published, read = load_published(work), _read_by(work, actor)
    states = states_of(published, work.now)
    shown = [each for each in published if states[each.version] in {VersionState.IN_FORCE, VersionState.COMING}]
    tag = _tag(shown, read)
    if tag == known:
        return None
    return RulesOnPhone(tag, tuple(_version(each, published, read) for each in shown))


def version_in_words(work: Work, actor: Actor, version: int) -> VersionInWords:
    """Return any version, such as one that an old ruling names."""
    published = load_published(work)
    found = next((each for each in published if each.version == version), None)
    if found is None:
        raise RefusedError(ErrorCode.RULE_BOOK_UNKNOWN)
    return _version(found, published, _read_by(work, actor))


def _version(each: Published, published: Iterable[Published], read: Mapping[int, datetime]) -> VersionInWords:
    return VersionInWords(
        version=each.version,
        effective_from=each.edition.effective_from,
        published_at=each.published_at,
        read_at=read.get(each.version),
        sections=in_words(each.edition.book, version_before(published, each.version)),
    )


def _rule(field: str, book: RuleBook, before: RuleBook | None) -> RuleInWords:
    return RuleInWords(
        field=field,
        sentence={language: sentence(field, book, books()[language]) for language in LANGUAGES},
        before={language: sentence(field, before, books()[language]) for language in LANGUAGES} if before else None,
    )


def _read_by(work: Work, actor: Actor) -> dict[int, datetime]:
    rows = work.session.execute(
        select(RuleBookRead.version, RuleBookRead.read_at).where(
            RuleBookRead.project_id == work.project_id, RuleBookRead.person_id == actor.person_id
        )
    )
    return {row.version: row.read_at for row in rows}


def _tag(shown: Iterable[Published], read: Mapping[int, datetime]) -> str:
    states = ".".join(f"{each.version}{'r' if each.version in read else ''}" for each in shown)
    return f"{_wording()}.{states}"


@cache
def _wording() -> str:
    """Stand for the words themselves: better ones reach the phones as well."""
    said = [text for language in LANGUAGES for key, text in sorted(books()[language].items()) if key[:6] == "rules."]
    return sha256("\0".join(said).encode()).hexdigest()[:12]
