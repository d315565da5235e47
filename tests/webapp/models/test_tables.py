"""What the tables promise: keys begin with the project, one owner a client, what is written once stays."""

from __future__ import annotations

from itertools import product

import pytest
from sqlalchemy import CursorResult, Engine, Table, insert, select, text
from sqlalchemy.exc import DatabaseError, IntegrityError
from sqlalchemy.orm import Session

from tests.factories.full_office import engine_of, full_office
from tests.factories.office import Office
from webapp.models import Base
from webapp.models.base import WRITTEN_ONCE, WrittenOnceError
from webapp.models.ownership import Client, Ruling, Standing

#: They stand above the projects: what leads to one, and what is counted before one is known.
ABOVE_PROJECTS = {"project", "account", "sign_in_attempts"}


def tables() -> list[Table]:
    return [table for table in Base.metadata.tables.values() if table.name not in ABOVE_PROJECTS]


def test_every_key_of_a_tenant_s_table_begins_with_its_project() -> None:
    for table in tables():
        assert next(iter(table.primary_key.columns)).name == "project_id", table.name
        for index in table.indexes:
            assert next(iter(index.columns)).name == "project_id", index.name
        for key in table.foreign_keys:
            parent = key.constraint
            assert parent is not None
            assert parent.column_keys[0] == "project_id", (table.name, parent.column_keys)


def run(engine: Engine, statement: str) -> CursorResult[object]:
    with engine.begin() as connection:
        return connection.execute(text(statement))


def test_what_is_written_once_refuses_change_deletion_and_replacement(office: Office) -> None:
    full_office(office)
    engine = engine_of(office)
    assert len(WRITTEN_ONCE) == 34
    for table in WRITTEN_ONCE:
        before = run(engine, f"SELECT * FROM {table}").all()  # noqa: S608 - our own names of tables
        assert before, table
        statements = [f"UPDATE {table} SET project_id = project_id", f"DELETE FROM {table}"]  # noqa: S608 - as above
        if engine.dialect.name == "sqlite":
            statements.append(f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}")  # noqa: S608 - as above
            statements.append(f"REPLACE INTO {table} SELECT * FROM {table}")  # noqa: S608 - as above
        else:
            statements.append(f"TRUNCATE {table} CASCADE")
        for statement in statements:
            with pytest.raises(DatabaseError, match="is written once"):
                run(engine, statement)
        assert run(engine, f"SELECT * FROM {table}").all() == before, table  # noqa: S608 - as above


def test_an_entry_cannot_be_replaced_by_its_id_either(office: Office) -> None:
    full_office(office)
    engine = engine_of(office)
    if engine.dialect.name == "sqlite":
        columns = [column.name for column in Base.metadata.tables["entry"].columns]
        other_place = ", ".join("seq + 1000" if name == "seq" else name for name in columns)
        with pytest.raises(DatabaseError, match="is written once"):
            run(engine, f"INSERT OR REPLACE INTO entry SELECT {other_place} FROM entry")  # noqa: S608 - our own names
    else:
        with pytest.raises(IntegrityError):
            run(engine, "INSERT INTO entry SELECT project_id, device_id, epoch, seq + 1000, id FROM entry")


def test_sqlite_s_own_number_of_a_row_is_a_key_as_well(office: Office) -> None:
    full_office(office)
    engine = engine_of(office)
    tables_of_sqlite = WRITTEN_ONCE if engine.dialect.name == "sqlite" else []
    for name, number in product(tables_of_sqlite, ("rowid", "_rowid_", "oid")):
        before = run(engine, f"SELECT * FROM {name}").all()  # noqa: S608 - our own names of tables
        columns = [column.name for column in Base.metadata.tables[name].columns]
        fresh = ", ".join(["99", *columns[1:]])
        replacing = f"INSERT OR REPLACE INTO {name} ({number}, {', '.join(columns)}) "
        with pytest.raises(DatabaseError, match=f"{name} is written once"):
            run(engine, f"{replacing} SELECT {number}, {fresh} FROM {name}")  # noqa: S608 - as above
        assert run(engine, f"SELECT * FROM {name}").all() == before, name  # noqa: S608 - as above


def test_this_program_does_not_even_try(office: Office) -> None:
    full_office(office)
    with Session(engine_of(office)) as session:
        ruling = session.scalars(select(Ruling)).first()
        assert ruling is not None
        ruling.reason = "another"
        with pytest.raises(WrittenOnceError):
            session.flush()


def test_the_database_holds_one_client_a_number_and_one_owner_a_client(office: Office) -> None:
    full_office(office)
    with Session(engine_of(office)) as session:
        for table in (Client, Standing):
            row = session.execute(select(table.__table__)).mappings().first()
            assert row is not None
            again = dict(row) | ({"id": "another"} if table is Client else {"owner_id": office.ids["cora"]})
            with pytest.raises(IntegrityError):
                session.execute(insert(table).values(**again))
            session.rollback()


def test_an_agent_has_one_active_phone(office: Office) -> None:
    office.phone("anna")
    with pytest.raises(IntegrityError), engine_of(office).begin() as connection:
        connection.execute(
            text(
                "INSERT INTO device SELECT project_id, 'another', person_id, label, public_key, epoch, enrolled_at, "
                "seen_at, closed_at, closed_because FROM device"
            )
        )


def test_exact_texts_keep_every_byte(office: Office) -> None:
    phone = office.phone("anna")
    odd = "\0 e\u0301 \ufeff \u202e \r\n \U0001f600 \x7f"
    phone.capture_text(odd)
    phone.push()
    with engine_of(office).connect() as connection:
        stored = connection.execute(select(Base.metadata.tables["entry"].c.text)).scalar_one()
    assert stored == odd
