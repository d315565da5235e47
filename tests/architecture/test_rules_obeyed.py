"""No rule of the book is agreed on and then silently ignored: each is read by a module that obeys it, or is listed.

What reads a rule from a form, finds what it contradicts or says it in words obeys nothing, so the files of the book
itself do not count. A rule is read as a field of a book, or through the property that makes a duration of it.
"""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from dataclasses import fields
from functools import cache
from pathlib import Path

from sync.policy import RuleBook
from tests.architecture import tree

#: The book itself: what it holds, how it is read, what contradicts what, and its words.
THE_BOOK = {
    Path("sync/policy.py"),
    Path("sync/policy_conflicts.py"),
    Path("sync/policy_reading.py"),
    Path("sync/policy_words.py"),
}
#: What is a book: a thing called so, or the edition of a moment.
IS_A_BOOK = re.compile(r"(^|[._])book$|\.at\(.*\)$")
#: It numbers the book, and is stored with every ruling.
NO_RULE = "version"
LISTED = re.compile(r"no code obeys them yet: ([^.]*)\.")
NOT_RUN = re.compile(r"obeyed by rules that no service runs yet: ([^.]*)\.")
FIELDS = frozenset(field.name for field in fields(RuleBook)) - {NO_RULE}


@cache
def read_through() -> dict[str, str]:
    """Return the rule behind each property of the book."""
    (book,) = (
        node
        for node in ast.walk(ast.parse(tree.read(Path("sync/policy.py"))))
        if isinstance(node, ast.ClassDef) and node.name == RuleBook.__name__
    )
    properties = [node for node in book.body if isinstance(node, ast.FunctionDef) and node.decorator_list]
    return {
        node.name: read.attr
        for node in properties
        for read in ast.walk(node)
        if isinstance(read, ast.Attribute) and read.attr in FIELDS
    }


def obeyed_in() -> dict[str, set[Path]]:
    """Return where each rule is read."""
    found: dict[str, set[Path]] = defaultdict(set)
    for path in tree.with_suffix(".py"):
        if path.parts[0] not in {"sync", "webapp"} or path in THE_BOOK:
            continue
        for node in ast.walk(ast.parse(tree.read(path))):
            if isinstance(node, ast.Attribute) and IS_A_BOOK.search(ast.unparse(node.value)):
                found[read_through().get(node.attr, node.attr)].add(path)
    return {field: found[field] for field in FIELDS}


def test_each_rule_is_obeyed_by_some_module_or_is_listed_as_not_obeyed_yet() -> None:
    nobody_obeys = {field for field, modules in obeyed_in().items() if not modules}
    assert nobody_obeys == listed(LISTED), {field: sorted(map(str, each)) for field, each in obeyed_in().items()}


def test_a_rule_whose_module_nothing_runs_is_listed_as_well() -> None:
    run = modules_that_run()
    idle = {field for field, modules in obeyed_in().items() if modules and not modules & run}
    assert idle == listed(NOT_RUN)


def listed(sentence: re.Pattern[str]) -> set[str]:
    """Return the rules that a sentence of the README names."""
    found = sentence.search(tree.read(Path("sync/README.md")).replace("\n", " "))
    return set(re.findall(r"`(\w+)`", found[1])) if found else set()


def modules_that_run() -> set[Path]:
    """Return the program and every module of the rules that it imports, near or far."""
    run: set[Path] = set()
    waiting = [path for path in tree.with_suffix(".py") if path.parts[0] == "webapp"]
    while waiting:
        path = waiting.pop()
        if path not in run and path.parts[0] in {"sync", "webapp"}:
            run.add(path)
            waiting += imported_by(path)
    return run


def imported_by(path: Path) -> list[Path]:
    """Return the modules of the rules that a file names."""
    names = [
        node.module
        for node in ast.walk(ast.parse(tree.read(path)))
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("sync.")
    ]
    return [found for name in names if (found := Path(f"{str(name).replace('.', '/')}.py")) in set(tree.files())]
