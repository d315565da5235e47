"""The feed: at which position something changed for whom. Positions become visible in their order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import Insert
from sqlalchemy.dialects import postgresql, sqlite

from webapp.models.ownership import Change, Ruling
from webapp.models.people import Notice
from webapp.services.ownership.rulings.names_withheld import reads_names, said_to
from webapp.services.ownership.rulings.withheld_rulings import withheld_from
from webapp.services.work import Work, next_feed_positions
from webapp.words import say, say_in_all


class ChangeKind(StrEnum):
    """What can change."""

    CLIENT = "client"
    NOTICE = "notice"


@dataclass(frozen=True, slots=True)
class News:
    """A sentence about a client, or about none, in every language, and whom it is told."""

    client_id: str | None
    people: frozenset[str]
    sentence: dict[str, str]


@dataclass(frozen=True, slots=True)
class Before:
    """How a client stood until a ruling. owner: a name, None for nobody."""

    owner_id: str | None
    owner: str | None
    contested: bool

    @classmethod
    def of(cls, ruling: Ruling, names: Mapping[str, str]) -> Before:
        """Return what a ruling said that is no longer the newest."""
        owner = names.get(ruling.owner_id) if ruling.owner_id is not None else None
        return cls(ruling.owner_id, owner, ruling.contested)


def news_of_ruling(
    ruling: Ruling, people: Iterable[str], names: Mapping[str, str], before: Before | None = None
) -> list[News]:
    """Tell people what was ruled, in the ruling's own words, after what it changes; each in the words for them."""
    everybody = frozenset(people)
    told_names = frozenset(each for each in everybody if reads_names(ruling, each))
    groups = [told_names, *({each} for each in sorted(everybody - told_names))]
    return [
        News(ruling.client_id, frozenset(group), _sentence(ruling, next(iter(group)), names, before))
        for group in groups
        if group
    ]


def _sentence(ruling: Ruling, reader_id: str, names: Mapping[str, str], before: Before | None) -> dict[str, str]:
    now = said_to(ruling, "sentence", reader_id, names)
    if before is None or (before.owner_id, before.contested) == (ruling.owner_id, ruling.contested):
        return dict(now)
    stood = "notices.stood_nobody" if before.owner is None else "notices.stood"
    if before.contested:
        stood = "notices.stood_contested"
    named = before.owner_id == reader_id or reads_names(ruling, reader_id)
    return {
        language: say(
            language, stood, owner=before.owner if named else say(language, "notices.colleague"), now=sentence
        )
        for language, sentence in now.items()
    }


def news_of_end(client_id: str, owner_id: str, days: int) -> News:
    """Warn an owner that a protection ends soon; which client it is, the notice says by its id alone."""
    sentence = say_in_all("notices.ends_soon", days=days) if days else say_in_all("notices.ends_today")
    return News(client_id, frozenset({owner_id}), sentence)


def news_of_registration(client_id: str, owner: Iterable[str]) -> News:
    """Tell who owns a client that a colleague has registered its number: nobody looks a client up unseen."""
    return News(client_id, frozenset(owner), say_in_all("notices.registered_by_another"))


def send_notices(work: Work, news: Iterable[News]) -> None:
    """Send all the news of one job at once."""
    announce_clients(work, (), news)


def announce_clients(work: Work, pairs: Iterable[tuple[str, str]], news: Iterable[News]) -> None:
    """Let people's phones fetch clients again, and the news about them. pairs: person, client."""
    clients = [(person_id, ChangeKind.CLIENT, client_id) for person_id, client_id in sorted(pairs)]
    notices = [(notice.person_id, ChangeKind.NOTICE, notice.id) for notice in _write_notices(work, news)]
    _announce(work, [*clients, *notices])


def _write_notices(work: Work, news: Iterable[News]) -> list[Notice]:
    """Write what each is told; of a client whose ruling waits for a manager to look, nothing says how it stands."""
    told = list(news)
    waiting = withheld_from(
        work, {(person_id, each.client_id) for each in told for person_id in each.people if each.client_id is not None}
    )
    notices = [
        Notice(
            project_id=work.project_id,
            id=work.new_id(),
            person_id=person_id,
            client_id=each.client_id,
            at=work.now,
            sentence=each.sentence,
        )
        for each in told
        for person_id in sorted(each.people)
        if (person_id, each.client_id) not in waiting
    ]
    work.session.add_all(notices)
    work.session.flush()
    return notices


def announce_notice(work: Work, person_id: str, notice_id: str) -> None:
    """Let a person's other screens fetch a notice again."""
    _announce(work, [(person_id, ChangeKind.NOTICE, notice_id)])


def _announce(work: Work, changes: list[tuple[str, ChangeKind, str]]) -> None:
    if not changes:
        return
    rows = [
        {
            "project_id": work.project_id,
            "person_id": person_id,
            "kind": kind,
            "subject_id": subject_id,
            "position": position,
        }
        for position, (person_id, kind, subject_id) in zip(
            next_feed_positions(work, len(changes)), changes, strict=True
        )
    ]
    work.session.execute(_upsert(work), rows)


def _upsert(work: Work) -> Insert:
    dialect = postgresql if work.session.get_bind().dialect.name == "postgresql" else sqlite
    statement = dialect.insert(Change)
    upsert: Insert = statement.on_conflict_do_update(
        index_elements=["project_id", "person_id", "kind", "subject_id"],
        set_={"position": statement.excluded.position},
    )
    return upsert
