"""What happens in the simulation is made without the rules: who shared the product's mistakes would not see them."""

from __future__ import annotations

import ast
from pathlib import Path

from tests.architecture import tree

ROOM = Path("tests/simulation")
GENERATORS = ("entropy", "journal", "memory", "phone", "hostile", "wire", "times", "desks", "world", "equip", "acts")
#: The second opinion on what is right has to be one as well.
REFERENCE = ("reference", "judge")
OF_THE_PRODUCT = ("sync", "webapp", "sqlalchemy")


def imported(path: Path) -> set[str]:
    """Return the modules that a file imports."""
    nodes = list(ast.walk(ast.parse(tree.read(path))))
    names = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    return names | {node.module for node in nodes if isinstance(node, ast.ImportFrom) and node.module}


def test_generators_and_reference_know_nothing_of_the_product() -> None:
    waiting = [ROOM / f"{name}.py" for name in (*GENERATORS, *REFERENCE)]
    seen: set[Path] = set()
    while waiting:
        path = waiting.pop()
        if path in seen:
            continue
        seen.add(path)
        names = imported(path)
        assert {name for name in names if name.split(".")[0] in OF_THE_PRODUCT} == set(), path
        ours = (Path(*name.split(".")).with_suffix(".py") for name in names if name.startswith("tests."))
        waiting += [other for other in ours if other in tree.files()]
