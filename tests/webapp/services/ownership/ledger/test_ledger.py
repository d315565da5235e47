"""Each row of evidence has its leaf, whoever wrote it, and a row that somebody changed no longer fits it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from alembic import command
from sqlalchemy import insert, select, text
from sqlalchemy.dialects import sqlite
from sqlalchemy.orm import Session

from tests.factories.full_office import engine_of
from tests.factories.office import PROJECT_ID, Office
from tests.webapp.pages.desk.visitor import Visitor, contested, ruling_on
from webapp.cli import alembic_config, migrate
from webapp.extensions import db
from webapp.models.base import WRITTEN_ONCE
from webapp.models.ownership import Entry, HeadReceipt, LedgerLeaf, Withdrawal
from webapp.services.ownership.ledger.ledger_book import NotLedgeredError, tree_of
from webapp.services.ownership.ledger.ledger_kinds import kinds
from webapp.services.ownership.ledger.ledger_rows import all_keys
from webapp.services.ownership.ledger.verify_ledger import Checked, Finding, KeptHead, Wrong, verify_ledger
from webapp.services.ownership.rulings.replay_rulings import replay_rulings
from webapp.services.work import Work
from webapp.switchboard import switchboard
from webapp.transaction import snapshot, transaction


@pytest.fixture
def lived(office: Office) -> Office:
    """An office with a row in nearly every table of evidence, each written by the job that writes it every day."""
    case = contested(office)
    manager = Visitor.of(office, "manager")
    path = f"contested/{case.client_id}"
    manager.post(path, claim=case.first.id, reason="evidence", words="", ruling=ruling_on(manager.read(path)))
    anna, bert = office.phone("anna"), office.phone("bert")
    anna.take_tickets(1)
    entry = anna.register("139 0013 8001", ticket=anna.tickets[0]["id"])
    anna.beat()
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    office.stranger().wire.send("POST", anna.code_path(entry, anna.tickets[0]), b"answer=yes&last_four=8001", form)
    bert.register("139 0013 8002")
    anna.follow_up(entry)
    anna.push()
    bert.push()
    bert.withdraw(bert.captured[0])
    bert.push()
    return office


def verify(office: Office, kept: KeptHead | None = None) -> Checked:
    with office.app.app_context(), snapshot(PROJECT_ID) as work:
        return verify_ledger(work, kept)


@contextmanager
def tampered(office: Office, *statements: str) -> Iterator[Work]:
    """Do what an administrator can do, who drops the triggers first; afterwards nothing has happened."""
    with office.app.app_context(), Session(engine_of(office).execution_options(writes=True)) as session:
        for table in ("answer", "entry", "ledger_leaf", "ledger_node", "withdrawal"):
            for trigger in triggers_of(session, table):
                session.execute(text(trigger))
        for statement in statements:
            session.execute(text(statement))
        yield Work(session, PROJECT_ID, office.clock.now(), switchboard(office.app).vault)
        session.rollback()


def triggers_of(session: Session, table: str) -> list[str]:
    if session.get_bind().dialect.name == "postgresql":
        return [f"ALTER TABLE {table} DISABLE TRIGGER USER"]
    named = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = :table"
    return [f"DROP TRIGGER {name}" for name in session.scalars(text(named), {"table": table})]


def place_of(office: Office, kind: str) -> int:
    """Return the first record of a kind, as people count."""
    with Session(engine_of(office)) as session:
        found = select(LedgerLeaf.position).where(LedgerLeaf.kind == kind).order_by(LedgerLeaf.position)
        return (session.scalars(found).first() or 0) + 1


def test_no_row_is_without_its_leaf_and_no_leaf_without_its_row(lived: Office) -> None:
    checked = verify(lived)
    assert checked.findings == ()
    with lived.app.app_context(), snapshot(PROJECT_ID) as work:
        keys = {kind: {key for page in all_keys(work.session, PROJECT_ID, kind, 3) for key in page} for kind in kinds()}
        leaves = work.session.execute(select(LedgerLeaf.kind, LedgerLeaf.key)).all()
    assert {(kind, key) for kind, found in keys.items() for key in found} == {tuple(leaf) for leaf in leaves}
    assert len(leaves) == checked.size
    first_of_all = {"entry", "registration", "contact", "withdrawal", "head_receipt", "answer", "decision", "ruling"}
    assert {kind for kind, found in keys.items() if found} >= first_of_all | {"rule_book"}


def test_every_table_that_is_written_once_is_in_the_ledger_unless_it_says_so() -> None:
    assert set(WRITTEN_ONCE) - kinds().keys() == {"audit_event", "signal", "ticket", "ledger_leaf", "ledger_node"}


def test_each_way_of_tampering_is_named_with_its_records(lived: Office) -> None:
    entry, answer, withdrawal = (place_of(lived, kind) for kind in ("entry", "answer", "withdrawal"))
    size = verify(lived).size
    swap = "UPDATE ledger_leaf SET kind = '{}', key = '{}', leaf_hash = '{}' WHERE position = {}"
    with Session(engine_of(lived)) as session:
        leaves = {leaf.position: leaf for leaf in session.scalars(select(LedgerLeaf))}
    one, other = leaves[4], leaves[7]
    swapped = (
        swap.format("x", "x", "x", 4),
        swap.format(one.kind, one.key, one.leaf_hash, 7),
        swap.format(other.kind, other.key, other.leaf_hash, 4),
    )
    stranger = (
        "INSERT INTO withdrawal SELECT project_id, 'forged', client_id, claim_root, reason, received_at FROM withdrawal"
    )
    taken = "DELETE FROM ledger_leaf WHERE position BETWEEN {} AND {}"
    table: tuple[tuple[tuple[str, ...], Finding], ...] = (
        (("UPDATE answer SET answered_at = answered_at - 1",), Finding(Wrong.EDITED, answer, answer, "answer")),
        (("UPDATE entry SET status = 'held', field = 'x'",), Finding(Wrong.EDITED, entry, entry, "entry")),
        (("DELETE FROM withdrawal",), Finding(Wrong.MISSING, withdrawal, withdrawal, "withdrawal")),
        ((stranger,), Finding(Wrong.EXTRA, 1, 1, "withdrawal")),
        (swapped, Finding(Wrong.SWAPPED, 5, 6)),
        ((taken.format(entry - 1, entry - 1),), Finding(Wrong.CUT, entry, entry)),
        ((taken.format(size - 2, size),), Finding(Wrong.CUT, size - 1, size)),
        (("UPDATE project_clock SET ledger_size = ledger_size - 1",), Finding(Wrong.CUT, size, size)),
        (("UPDATE project_clock SET ledger_frontier = ''",), Finding(Wrong.SWAPPED, 1, size)),
        (("UPDATE ledger_node SET hash = 'x' WHERE level = 2 AND number = 1",), Finding(Wrong.SWAPPED, 5, 8)),
        (("INSERT INTO ledger_node VALUES (1, 20, 0, 'x')",), Finding(Wrong.CUT, size + 1, size + 1)),
    )
    for statements, finding in table:
        with tampered(lived, *statements) as work:
            assert finding in verify_ledger(work).findings, statements
    assert verify(lived).findings == ()


def test_a_row_that_nobody_can_read_is_edited_and_hides_no_other(lived: Office) -> None:
    entry = place_of(lived, "entry")
    if engine_of(lived).dialect.name == "sqlite":
        change = "UPDATE entry SET received_at = 'yesterday' WHERE rowid = (SELECT min(rowid) FROM entry)"
        with tampered(lived, change) as work:
            assert verify_ledger(work).findings == (Finding(Wrong.EDITED, entry, entry, "entry"),)


def test_a_kept_head_shows_what_was_rebuilt_or_set_back(lived: Office) -> None:
    kept = verify(lived)
    anna = lived.phone("anna")
    anna.register("139 0013 9999")
    anna.push()
    now = verify(lived)
    assert now.size > kept.size
    assert verify(lived, KeptHead(kept.size, kept.root)).findings == ()
    assert verify(lived, KeptHead(kept.size, now.root)).findings == (Finding(Wrong.REBUILT, 1, kept.size),)
    back = Finding(Wrong.SET_BACK, now.size, now.size + 5)
    assert verify(lived, KeptHead(now.size + 5, now.root)).findings == (back,)


def test_the_rulings_of_the_ledger_alone_say_who_owns_whom(lived: Office) -> None:
    with lived.app.app_context(), snapshot(PROJECT_ID) as work:
        replayed = replay_rulings(work)
    assert replayed.otherwise == ()
    assert replayed.rulings > replayed.clients > 2
    with tampered(lived, "UPDATE standing SET owner_id = 'somebody'") as work:
        assert len(replay_rulings(work).otherwise) == replayed.clients


def test_what_would_leave_no_leaf_is_refused(lived: Office) -> None:
    rows = {"project_id": PROJECT_ID, "entry_id": "e", "client_id": "c", "claim_root": "r", "reason": "x"}
    with lived.app.app_context(), transaction(PROJECT_ID) as work:
        row = {**rows, "received_at": work.now}
        for statement, given in (
            (insert(Withdrawal).values(**row), None),
            (insert(Withdrawal).from_select(["project_id"], select(Withdrawal.project_id)), None),
            (sqlite.insert(Withdrawal).on_conflict_do_nothing(), [row]),
        ):
            with pytest.raises(NotLedgeredError):
                work.session.execute(statement, given)


def test_what_is_rolled_back_leaves_no_leaf(lived: Office) -> None:
    before = verify(lived)
    with lived.app.app_context(), snapshot(PROJECT_ID) as work:
        receipt = head_receipt(work)

    def fail() -> None:
        with lived.app.app_context(), transaction(PROJECT_ID) as work:
            work.session.add(HeadReceipt(**receipt))
            assert tree_of(work.session, PROJECT_ID).size == before.size + 1
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert verify(lived) == before


def head_receipt(work: Work) -> dict[str, object]:
    """Return a head of a phone of the office."""
    entry = work.session.scalars(select(Entry)).first()
    assert entry is not None
    place = {"project_id": PROJECT_ID, "id": work.new_id(), "device_id": entry.device_id, "epoch": entry.epoch}
    return {**place, "seq": 99, "hash": entry.hash, "anchor_at": work.now, "received_at": work.now, "via": "head"}


def test_an_office_of_before_the_ledger_gets_a_leaf_for_every_row(lived: Office) -> None:
    """Rows that later migrations brought are not part of this: their tables are empty when they come."""
    with lived.app.app_context():
        rows = verify(lived).size
        with db.engine.connect().execution_options(writes=True) as connection, connection.begin():
            settings = alembic_config()
            settings.attributes["connection"] = connection
            command.downgrade(settings, "0001")
        migrate()
    checked = verify(lived)
    assert checked.findings == ()
    assert 0 < checked.size <= rows
    anna = lived.phone("anna")
    anna.register("139 0013 9998")
    anna.push()
    assert verify(lived).findings == ()
