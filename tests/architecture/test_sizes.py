from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.architecture import tree

LONGEST_FILE = 300
LONGEST_FUNCTION = 40
DEEPEST_NESTING = 3
WRITTEN_BY_HAND = (".py", ".js", ".mjs", ".css", ".html")
SAYS_NOTHING = re.compile(r"data|(\w*_)?(utils?|helpers?|managers?|misc|common)")
BLOCKS = (ast.If, ast.For, ast.While, ast.With, ast.Try, ast.Match)


def is_list_of_steps(path: Path) -> bool:
    """Say whether a file is a migration, which may run as long as its tables."""
    return "versions" in path.parts


def functions() -> Iterator[tuple[Path, ast.FunctionDef | ast.AsyncFunctionDef]]:
    for path in tree.with_suffix(".py"):
        if is_list_of_steps(path):
            continue
        for node in ast.walk(ast.parse(tree.read(path))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield path, node


def nesting(node: ast.AST) -> int:
    """Count blocks inside blocks; `elif` is no deeper than its `if`, and an inner function counts for itself."""
    deepest = 0
    for name, children in ast.iter_fields(node):
        for child in children if isinstance(children, list) else [children]:
            if not isinstance(child, ast.AST) or isinstance(child, ast.FunctionDef | ast.ClassDef):
                continue
            is_elif = isinstance(node, ast.If) and name == "orelse" and isinstance(child, ast.If) and len(children) == 1
            deepest = max(deepest, nesting(child) + (isinstance(child, BLOCKS) and not is_elif))
    return deepest


def test_files_are_short() -> None:
    files = [path for path in tree.with_suffix(*WRITTEN_BY_HAND) if not is_list_of_steps(path)]
    long = {str(path): tree.read(path).count("\n") for path in files}
    assert {path: lines for path, lines in long.items() if lines > LONGEST_FILE} == {}


def test_python_functions_are_short() -> None:
    lengths = {f"{path}:{node.name}": (node.end_lineno or 0) - node.lineno + 1 for path, node in functions()}
    assert {name: length for name, length in lengths.items() if length > LONGEST_FUNCTION} == {}


def test_python_functions_are_flat() -> None:
    depths = {f"{path}:{node.name}": nesting(node) for path, node in functions()}
    assert {name: depth for name, depth in depths.items() if depth > DEEPEST_NESTING} == {}


def test_javascript_functions_are_short() -> None:
    rules = tree.read(Path("eslint.config.js"))
    assert f'"max-lines-per-function": ["error", {{ max: {LONGEST_FUNCTION} }}]' in rules
    assert f'"max-lines": ["error", {LONGEST_FILE}]' in rules


def test_names_say_something() -> None:
    named = [path for path in tree.files() if any(SAYS_NOTHING.fullmatch(part.split(".")[0]) for part in path.parts)]
    assert named == []
