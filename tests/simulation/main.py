"""`python -m tests.simulation.main`: tell many seeds in two processes, or plant every fault and see it noticed."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

import psycopg

from tests.postgresql import running_postgresql
from tests.simulation.faults import FAULTS
from tests.simulation.report import caught, progress, summary, violation
from tests.simulation.server import Server, migrated
from tests.simulation.story import Told, tell

PROCESSES = 2
SEEDS, SEEDS_A_FAULT = 300, 24
#: A folder in memory, where there is one: nothing of it has to survive.
FAST = Path("/dev/shm")  # noqa: S108 - a folder of its own is made in it


@dataclass
class _Process:
    """What one process keeps between seeds."""

    server: Server | None = None


_HERE = _Process()


def _prepare(database: str, folder: str) -> None:
    own = Path(folder) / f"process-{os.getpid()}"
    own.mkdir()
    name = f"simulation_{os.getpid()}"
    if database.startswith("sqlite"):
        address = f"sqlite:///{own / 'office.sqlite3'}"
    else:
        plain = database.format(database="postgres").replace("postgresql+psycopg", "postgresql")
        with psycopg.connect(plain, autocommit=True) as maintenance:
            maintenance.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)".encode())
            maintenance.execute(f"CREATE DATABASE {name}".encode())
        address = database.format(database=name)
    _HERE.server = Server(migrated(address, own), own)


def _tell(seed: int, steps: int, fault: str | None) -> Told:
    if _HERE.server is None:
        message = "this process has no server"
        raise RuntimeError(message)
    with FAULTS[fault].plant() if fault else nullcontext():
        return tell(_HERE.server, seed, steps)


@contextmanager
def _database(kind: str) -> Iterator[str]:
    told = os.environ.get("XIANDENG_TEST_POSTGRESQL")
    if kind == "sqlite" or told:
        yield told if told and kind != "sqlite" else "sqlite"
        return
    with running_postgresql() as address:
        yield address


@contextmanager
def _pool(kind: str) -> Iterator[ProcessPoolExecutor]:
    folder = tempfile.mkdtemp(prefix="xiandeng-simulation-", dir=FAST if FAST.is_dir() else None)
    try:
        with (
            _database(kind) as database,
            ProcessPoolExecutor(PROCESSES, get_context("spawn"), _prepare, (database, folder)) as pool,
        ):
            yield pool
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _run(pool: ProcessPoolExecutor, seeds: range, steps: int, fault: str | None, *, until_caught: bool) -> list[Told]:
    """Tell seeds and show how far it is. until_caught: stop at the first that notices the fault."""
    began = time.monotonic()
    waiting = [pool.submit(_tell, seed, steps, fault) for seed in seeds]
    tolds: list[Told] = []
    for done in as_completed(waiting):
        if done.cancelled():
            continue
        tolds.append(done.result())
        _show(progress(fault or "simulation", len(tolds), len(seeds), time.monotonic() - began), len(tolds))
        if until_caught and _is_caught(tolds[-1], fault):
            for rest in waiting:
                rest.cancel()
    _show("", 0)
    return sorted(tolds, key=lambda told: told.seed)


def _is_caught(told: Told, fault: str | None) -> bool:
    return fault is not None and told.violation is not None and told.violation.invariant in FAULTS[fault].spoken_of_by


def _show(sentence: str, done: int) -> None:
    """Write over the line before at a terminal, and a line now and then into a file."""
    if sys.stdout.isatty():
        print(f"\r{sentence:<110}\r", end="", flush=True)
    elif done and done % 25 == 0:
        print(sentence, flush=True)


def prove(options: argparse.Namespace) -> int:
    """Tell the seeds; say what was wrong with any of them."""
    began = time.monotonic()
    with _pool(options.database) as pool:
        seeds = range(options.first, options.first + (options.seeds or SEEDS))
        tolds = _run(pool, seeds, options.steps, None, until_caught=False)
    for told in tolds:
        if told.violation is not None:
            print(violation(told, options.database))
        elif len(tolds) == 1:
            print(f"seed {told.seed} has the trace {told.trace}")
    print(summary(tolds, time.monotonic() - began, options.database))
    return int(any(told.violation is not None for told in tolds))


def prove_planted(options: argparse.Namespace) -> int:
    """Plant one fault after the other; each has to turn the run red."""
    missed = 0
    with _pool(options.database) as pool:
        for name in FAULTS:
            seeds = range(options.first, options.first + (options.seeds or SEEDS_A_FAULT))
            tolds = _run(pool, seeds, options.steps, name, until_caught=not options.all)
            noticed, line = caught(name, FAULTS[name].spoken_of_by, tolds)
            missed += not noticed
            print(line, flush=True)
    print(f"{len(FAULTS) - missed} of {len(FAULTS)} planted faults were caught")
    return int(missed > 0)


def main() -> int:
    """Do what the command line says."""
    parser = argparse.ArgumentParser(prog="dev.py prove simulation", description=__doc__)
    parser.add_argument("--seeds", type=int, help=f"how many, {SEEDS} unless told; planted {SEEDS_A_FAULT} a fault")
    parser.add_argument("--first", type=int, default=0, help="the first seed")
    parser.add_argument("--steps", type=int, default=60, help="how long a story is")
    parser.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--planted", action="store_true", help="plant every fault in turn, and see it noticed")
    parser.add_argument("--all", action="store_true", help="with --planted: tell all seeds, even after it was noticed")
    options = parser.parse_args()
    return prove_planted(options) if options.planted else prove(options)


if __name__ == "__main__":
    sys.exit(main())
