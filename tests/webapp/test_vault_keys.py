"""A key file of an older version gets what it lacks, and nothing else of it changes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from webapp.cli import main
from webapp.vault import VaultError, add_missing_keys, create_keys, open_vault


@pytest.fixture
def older(tmp_path: Path) -> Path:
    """A key file from before the ledger."""
    path = tmp_path / "keys.json"
    create_keys(path)
    keys = json.loads(path.read_text())
    del keys["ledger"]
    path.write_text(json.dumps(keys))
    path.chmod(0o600)
    return path


def test_an_older_file_says_how_to_mend_it(older: Path) -> None:
    with pytest.raises(VaultError, match="lacks the key ledger: `python -m webapp keys create` adds it"):
        open_vault(older)


def test_keys_create_adds_what_is_missing_and_leaves_the_others(older: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = json.loads(older.read_text())
    monkeypatch.setenv("XIANDENG_DATABASE", f"sqlite:///{older.with_name('office.sqlite3')}")
    monkeypatch.setenv("XIANDENG_KEYS", str(older))
    done = CliRunner().invoke(main, ["keys", "create"])
    assert done.exit_code == 0, done.output
    assert "added: ledger" in done.output
    after = json.loads(older.read_text())
    assert {name: after[name] for name in before} == before
    assert older.stat().st_mode & 0o077 == 0
    assert open_vault(older).ledger_key()
    again = CliRunner().invoke(main, ["keys", "create"])
    assert again.exit_code == 1
    assert "left alone" in again.output


def test_a_damaged_file_is_not_mended(tmp_path: Path) -> None:
    path = tmp_path / "keys.json"
    path.write_text("{")
    with pytest.raises(VaultError, match="damaged"):
        add_missing_keys(path)
    assert path.read_text() == "{"
