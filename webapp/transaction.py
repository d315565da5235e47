"""The two ways to the database: a transaction that writes, a snapshot that reads.

A job never commits. What it returns is answered only after the commit; if it raises, nothing has happened.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from threading import Lock

from flask import current_app
from sqlalchemy.orm import Session

from webapp.extensions import db
from webapp.services.work import Work, begin_reading, begin_writing
from webapp.switchboard import switchboard

_WRITERS = Lock()


@contextmanager
def transaction(project_id: int) -> Iterator[Work]:
    """Open a writing transaction on a project; jobs on one project run one after the other, in order of time."""
    with _turn(), Session(db.engine.execution_options(writes=True), expire_on_commit=False) as session, session.begin():
        board = switchboard(current_app)
        yield begin_writing(session, project_id, board.clock.now(), board.vault)


@contextmanager
def snapshot(project_id: int) -> Iterator[Work]:
    """Open a reading transaction that sees one moment, however many questions it asks."""
    with Session(db.engine.execution_options(**_one_moment()), expire_on_commit=False) as session, session.begin():
        board = switchboard(current_app)
        yield begin_reading(session, project_id, board.clock.now(), board.vault)


@contextmanager
def across_projects(*, writes: bool = False) -> Iterator[Session]:
    """Open a plain session for what stands above the projects: accounts, and setting up a project."""
    turn = _turn() if writes else nullcontext()
    with turn, Session(db.engine.execution_options(writes=writes), expire_on_commit=False) as session, session.begin():
        yield session


def _turn() -> AbstractContextManager[object]:
    """Let the writers of this process queue here on SQLite: in its own queue they sleep, and wake to find it taken."""
    return _WRITERS if db.engine.dialect.name == "sqlite" else nullcontext()


def _one_moment() -> dict[str, str]:
    return {"isolation_level": "REPEATABLE READ"} if db.engine.dialect.name == "postgresql" else {}
