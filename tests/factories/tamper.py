"""An administrator with the database and no scruples: drops the triggers and writes what he likes."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sync import base64url
from sync.ownership.ledger import Growing

Leaf = tuple[str, str, str]


@dataclass(frozen=True)
class Tamperer:
    """Works on the file of a running SQLite office."""

    path: Path

    @classmethod
    def of(cls, database: str) -> Tamperer:
        """Take the file behind an address."""
        return cls(Path(database.removeprefix("sqlite:///")))

    @contextmanager
    def open(self) -> Iterator[sqlite3.Connection]:
        """Open the file without the triggers that keep what is written once."""
        connection = sqlite3.connect(self.path, timeout=20)
        with connection:
            for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
                connection.execute(f"DROP TRIGGER {name}")
            yield connection
        connection.close()

    # --- looking ---

    def size(self) -> int:
        """Return how many leaves there are."""
        with self.open() as connection:
            return int(connection.execute("SELECT count(*) FROM ledger_leaf").fetchone()[0])

    def place_of(self, kind: str, number: int = 0) -> int:
        """Return the record, counted from 1, of the row of a table that was written down as so many others were."""
        with self.open() as connection:
            rows = connection.execute("SELECT position FROM ledger_leaf WHERE kind = ? ORDER BY position", (kind,))
            return int(rows.fetchall()[number][0]) + 1

    # --- tampering ---

    def edit_entry(self, number: int = 0) -> int:
        """Let an entry have come an hour earlier; return its record."""
        with self.open() as connection:
            device, epoch, seq = self._key(connection, "entry", number)
            change = (
                "UPDATE entry SET received_at = received_at - 3600000 WHERE device_id = ? AND epoch = ? AND seq = ?"
            )
            assert connection.execute(change, (device, epoch, seq)).rowcount == 1
        return self.place_of("entry", number)

    def delete_registration(self, number: int = 0) -> int:
        """Take a registration away; return its record."""
        with self.open() as connection:
            change = "DELETE FROM registration WHERE entry_id = ?"
            assert connection.execute(change, self._key(connection, "registration", number)).rowcount == 1
        return self.place_of("registration", number)

    def insert_entry(self, number: int = 0) -> int:
        """Slip an entry in that nobody sent; return the record of the one beside which it stands."""
        with self.open() as connection:
            columns = [row[1] for row in connection.execute("PRAGMA table_info(entry)")]
            other = {"seq": "seq + 1000", "id": "'01890000-0000-7000-8000-000000000000'"}
            values = ", ".join(other.get(name, name) for name in columns)
            change = f"INSERT INTO entry SELECT {values} FROM entry WHERE device_id = ? AND epoch = ? AND seq = ?"  # noqa: S608
            assert connection.execute(change, self._key(connection, "entry", number)).rowcount == 1
        return self.place_of("entry", number)

    def swap_leaves(self, one: int, other: int) -> None:
        """Exchange two leaves, so that their rows seem to have been written down the other way round."""
        with self.open() as connection:
            leaves = {place: self._leaf(connection, place) for place in (one, other)}
            for place, leaf in ((one, ("", str(one), "")), (other, leaves[one]), (one, leaves[other])):
                connection.execute(
                    "UPDATE ledger_leaf SET kind = ?, key = ?, leaf_hash = ? WHERE position = ?", (*leaf, place - 1)
                )

    def cut(self, count: int) -> None:
        """Take the newest leaves away, and their rows with them, and leave a tree that is right in itself."""
        with self.open() as connection:
            asked = "SELECT kind, key FROM ledger_leaf ORDER BY position DESC LIMIT ?"
            for kind, key in connection.execute(asked, (count,)).fetchall():
                names = [row[1] for row in connection.execute(f"PRAGMA table_info({kind})") if row[5] > 1]
                where = " AND ".join(f"{name} = ?" for name in names)
                connection.execute(f"DELETE FROM {kind} WHERE {where}", key.split("/"))  # noqa: S608 - our own names
            size = connection.execute("SELECT count(*) FROM ledger_leaf").fetchone()[0] - count
            connection.execute("DELETE FROM ledger_leaf WHERE position >= ?", (size,))
        self.rebuild()

    def rebuild(self) -> None:
        """Build nodes and counter anew over the leaves, as the server would have."""
        with self.open() as connection:
            leaves = connection.execute("SELECT leaf_hash FROM ledger_leaf ORDER BY position").fetchall()
            grown = Growing()
            completed = grown.extend(base64url.decode(leaf) or b"" for (leaf,) in leaves)
            connection.execute("DELETE FROM ledger_node")
            nodes = [(node.level, node.number, base64url.encode(hash_)) for node, hash_ in completed]
            connection.executemany("INSERT INTO ledger_node VALUES (1, ?, ?, ?)", nodes)
            frontier = " ".join(map(base64url.encode, grown.frontier))
            change = "UPDATE project_clock SET ledger_size = ?, ledger_frontier = ?"
            connection.execute(change, (grown.size, frontier))

    def set_leaf(self, place: int, leaf_hash: str) -> None:
        """Write another hash into a leaf."""
        with self.open() as connection:
            connection.execute("UPDATE ledger_leaf SET leaf_hash = ? WHERE position = ?", (leaf_hash, place - 1))

    def copy_to(self, path: Path) -> None:
        """Keep the file of today."""
        with self.open() as connection:
            copy = sqlite3.connect(path)
            connection.backup(copy)
            copy.close()

    def restore(self, path: Path) -> None:
        """Put an older file in place."""
        copy = sqlite3.connect(path)
        with self.open() as connection:
            copy.backup(connection)
        copy.close()

    @staticmethod
    def _key(connection: sqlite3.Connection, kind: str, number: int) -> list[str]:
        asked = "SELECT key FROM ledger_leaf WHERE kind = ? ORDER BY position LIMIT 1 OFFSET ?"
        return str(connection.execute(asked, (kind, number)).fetchone()[0]).split("/")

    @staticmethod
    def _leaf(connection: sqlite3.Connection, place: int) -> Leaf:
        asked = "SELECT kind, key, leaf_hash FROM ledger_leaf WHERE position = ?"
        leaf: Leaf = connection.execute(asked, (place - 1,)).fetchone()
        return leaf
