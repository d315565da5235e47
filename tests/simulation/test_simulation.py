"""A short run of the simulation, on both databases; `python3 dev.py prove simulation` is the long one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.conftest import new_database
from tests.simulation.faults import FAULTS
from tests.simulation.report import violation
from tests.simulation.server import Server
from tests.simulation.story import tell

SEEDS = range(6)
#: Half as long as the stories of a long run: this one is told before every commit.
STEPS = 30
#: The seed that notices each fault soonest.
PLANTED = (("wall-clock ruling", 0), ("chain unchecked", 0), ("server time not strictly increasing", 0))


@pytest.fixture
def server(database: str, tmp_path: Path) -> Iterator[Server]:
    """The real server on a database of its own."""
    made = Server(database, tmp_path)
    yield made
    made.close()


def test_whatever_happens_the_invariants_hold(server: Server) -> None:
    tolds = [tell(server, seed, STEPS) for seed in SEEDS]
    assert [violation(told, server.engine.dialect.name) for told in tolds if told.violation] == []


@pytest.mark.parametrize(("fault", "seed"), PLANTED)
def test_a_planted_fault_is_noticed(server: Server, fault: str, seed: int) -> None:
    with FAULTS[fault].plant():
        found = tell(server, seed, STEPS).violation
    assert found is not None
    assert found.invariant in FAULTS[fault].spoken_of_by, found


def test_a_seed_tells_the_same_story_again_and_on_either_database(
    request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    traces = set()
    for kind in ("sqlite", "postgresql"):
        asked = SimpleNamespace(param=kind, getfixturevalue=request.getfixturevalue)
        folder = tmp_path / kind
        folder.mkdir()
        with contextmanager(new_database)(asked, folder) as address:  # type: ignore[arg-type] # as a request
            server = Server(address, folder)
            traces |= {tell(server, SEEDS[1], STEPS).trace for _ in range(2)}
            server.close()
    assert len(traces) == 1
