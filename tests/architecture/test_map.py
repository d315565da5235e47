"""The README's map is true: what it names is there, and every room that is there is named."""

from __future__ import annotations

import re
from pathlib import Path

from tests.architecture import tree

MAP = re.compile(r"## Map\n.*?```\n(.*?)```", re.DOTALL)
#: Rooms whose inner folders are rooms too; below them the map would only repeat the file names.
HOUSES = (Path(), Path("sync"), Path("webapp"), Path("webapp/static"), Path("webapp/static/js"), Path("tests"))
#: What every project has, or what one reads in its own folder.
NOT_ROOMS = {".gitignore", ".npmrc", "package-lock.json", ".ci"}


def mapped() -> set[str]:
    found = MAP.search(tree.read(Path("README.md")))
    assert found, "README.md has a map under '## Map'"
    return {line.split()[0].rstrip("/") for line in found[1].splitlines() if line and not line.startswith(" ")}


def rooms() -> set[str]:
    """Return the folders inside the houses."""
    folders = {
        folder for path in tree.files() for folder in path.parents if folder.parent in HOUSES and folder != Path()
    }
    return {str(folder) for folder in folders}


def test_what_the_map_names_is_there() -> None:
    there = {str(path) for path in tree.files()} | {str(folder) for path in tree.files() for folder in path.parents}
    assert mapped() - there == set()


def test_every_room_is_on_the_map() -> None:
    assert rooms() - mapped() - NOT_ROOMS == set()


def test_every_file_at_the_root_is_on_the_map() -> None:
    files = {path.name for path in tree.files() if path.parent == Path()}
    lock_families = {name for name in files if name.startswith(("requirements", "tsconfig"))}
    assert files - lock_families - mapped() - NOT_ROOMS == set()
