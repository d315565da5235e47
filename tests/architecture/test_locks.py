from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture import tree

PYTHON_LOCKS = ("requirements.txt", "requirements-dev.txt", "requirements-node.txt")
ADDRESS_OPTIONS = ("://", "--index-url", "--extra-index-url", "--find-links", " @ ")


def requirements(lock: str) -> list[str]:
    """Return the requirements of a lock file, each with its hashes on one line."""
    lines = tree.read(Path(lock)).replace("\\\n", " ").splitlines()
    return [line for line in lines if line and not line.lstrip().startswith("#")]


@pytest.mark.parametrize("lock", PYTHON_LOCKS)
def test_python_packages_are_pinned_by_hash_and_by_no_address(lock: str) -> None:
    found = requirements(lock)
    assert found
    for line in found:
        assert "==" in line, line
        assert "--hash=sha256:" in line, line
        assert not any(option in line for option in ADDRESS_OPTIONS), line


def test_what_is_asked_for_is_locked() -> None:
    for lock in PYTHON_LOCKS:
        locked = {line.split("==")[0].split("[")[0] for line in requirements(lock)}
        asked = tree.read(Path(lock).with_suffix(".in")).splitlines()
        names = {line.split("#")[0].split("[")[0].strip() for line in asked if not line.startswith(("#", "-"))}
        assert names - {""} <= locked, lock


def test_javascript_packages_are_pinned_by_hash_and_by_no_address() -> None:
    lock = json.loads(tree.read(Path("package-lock.json")))
    packages = {name: package for name, package in lock["packages"].items() if name}
    assert packages
    for name, package in packages.items():
        assert "integrity" in package, name
        assert "resolved" not in package, name
    assert list(addresses_of_downloads(lock)) == []


def addresses_of_downloads(value: object) -> Iterator[str]:
    """Find texts that name an archive to download, anywhere in a JSON value."""
    if isinstance(value, dict):
        for inner in value.values():
            yield from addresses_of_downloads(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from addresses_of_downloads(inner)
    elif isinstance(value, str) and "://" in value and value.endswith((".tgz", ".tar.gz", ".whl", ".zip")):
        yield value


def test_npm_is_told_to_record_no_addresses_and_to_run_no_scripts() -> None:
    settings = tree.read(Path(".npmrc")).splitlines()
    assert "omit-lockfile-registry-resolved=true" in settings
    assert "ignore-scripts=true" in settings
