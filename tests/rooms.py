"""The rooms of `python3 dev.py test`: what each one runs, how it is counted, how long it took.

Standard library only: it runs before anything is known to work.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
import xml.etree.ElementTree as ET
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MODULES = ROOT / "node_modules"
REPORTS = ROOT / "var/reports"
ROOMS = ("lint", "types", "architecture", "unit", "database", "js", "browser")
NEED_NO_BUILD = frozenset({"lint", "types", "js"})
_ON_EVERY_CORE = ("-n", str(os.cpu_count() or 1))
#: Files stay whole, for what a file shares is made once in each process. Stories in the browser share nothing.
_BY_FILE = (*_ON_EVERY_CORE, "--dist", "loadfile")
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome")


@dataclass(frozen=True)
class Tools:
    """The programs of this folder, and the variables that they see."""

    python: str
    node: str
    variables: Mapping[str, str]


@dataclass(frozen=True)
class Check:
    """A command of a room. With a JUnit report it counts its tests, without one it counts as one."""

    command: Sequence[str]
    report: Path | None = None


@dataclass
class Tally:
    """How many passed and failed."""

    passed: int = 0
    failed: int = 0

    def add(self, other: Tally) -> None:
        """Count another one in."""
        self.passed += other.passed
        self.failed += other.failed


def run_rooms(names: Sequence[str], tools: Tools) -> int:
    """Run the rooms; one that fails does not stop the next."""
    whole = Tally()
    lines = []
    for name in names:
        print(f"\n== {name}", flush=True)
        began = time.monotonic()
        mine = _run_room(name, tools)
        whole.add(mine)
        minutes = (time.monotonic() - began) / 60
        lines.append(f"{name:<13} {minutes:5.1f} min  {mine.passed:5} passed  {mine.failed:5} failed")
    print("", *lines, f"{whole.passed} passed, {whole.failed} failed", sep="\n")
    return int(whole.failed > 0)


def _run_room(name: str, tools: Tools) -> Tally:
    mine = Tally()
    if name == "browser" and not _browser_stands_ready():
        print(
            "Install Chromium and Chinese letters (Debian: apt-get install chromium fonts-noto-cjk).", file=sys.stderr
        )
        return Tally(failed=1)
    for check in _checks(name, tools):
        mine.add(_run(check, tools))
    return mine


def _checks(room: str, tools: Tools) -> list[Check]:
    python = [tools.python, "-m"]
    tsc = [tools.node, str(MODULES / "typescript/bin/tsc"), "--project"]
    eslint = [tools.node, str(MODULES / "eslint/bin/eslint.js"), "--max-warnings", "0", "."]
    return {
        "lint": [
            Check([*python, "ruff", "check", "."]),
            Check([*python, "ruff", "format", "--check", "."]),
            Check(eslint),
        ],
        "types": [
            Check([*python, "mypy"]),
            Check([*tsc, "tsconfig.json"]),
            Check([*tsc, "tsconfig.worker.json"]),
        ],
        "architecture": [_pytest(room, tools, "tests/architecture")],
        "unit": [_pytest(room, tools, "tests", "-m", "not (architecture or database or browser)", *_BY_FILE)],
        "database": [_pytest(room, tools, "tests", "-m", "database and not (architecture or browser)", *_BY_FILE)],
        "js": [_node_tests(tools)],
        "browser": [_pytest(room, tools, "tests/e2e", *_ON_EVERY_CORE)],
    }[room]


def _pytest(room: str, tools: Tools, *arguments: str) -> Check:
    report = REPORTS / f"{room}.xml"
    return Check([tools.python, "-m", "pytest", "-q", f"--junitxml={report}", *arguments], report)


def _node_tests(tools: Tools) -> Check:
    report = REPORTS / "js.xml"
    to_terminal = ["--test-reporter=dot", "--test-reporter-destination=stdout"]
    to_report = ["--test-reporter=junit", f"--test-reporter-destination={report}"]
    files = sorted(str(path) for path in (ROOT / "tests/js").rglob("*.test.js"))
    return Check([tools.node, "--test", *to_terminal, *to_report, *files], report)


def _run(check: Check, tools: Tools) -> Tally:
    """Run a check and count. A skipped test is a failed one, and so is a run without any test."""
    if check.report is not None:
        check.report.parent.mkdir(parents=True, exist_ok=True)
        check.report.unlink(missing_ok=True)
    broken = subprocess.run(check.command, cwd=ROOT, env=tools.variables, check=False).returncode != 0
    if check.report is None:
        return Tally(int(not broken), int(broken))
    cases = list(ET.parse(check.report).iter("testcase")) if check.report.exists() else []  # noqa: S314 - our own file
    failed = sum(any(case.find(word) is not None for word in ("failure", "error", "skipped")) for case in cases)
    return Tally(len(cases) - failed, max(failed, int(broken)))


def _browser_stands_ready() -> bool:
    """Look for Chromium and Chinese letters, and install Debian's if they are missing and we may."""
    if _browser_is_installed():
        return True
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return False
    print("· installing chromium and fonts-noto-cjk", flush=True)
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["apt-get", "update", "-qq"], ["apt-get", "install", "-qq", "-y", "chromium", "fonts-noto-cjk"]):
        subprocess.run(command, env=quiet, check=False)
    return _browser_is_installed()


def _browser_is_installed() -> bool:
    letters = shutil.which("fc-list") and subprocess.check_output(["fc-list", ":lang=zh"])  # noqa: S607 - from the PATH
    return bool(letters) and any(shutil.which(name) for name in CHROMIUM_NAMES)
