"""Look at the whole ledger of a project: rows against leaves, leaves against nodes, the tree against what was kept."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from sqlalchemy import func, select, tuple_

from sync import base64url
from sync.ownership.ledger import Growing, Node
from webapp.models.ownership import LedgerLeaf, LedgerNode
from webapp.models.people import ProjectClock
from webapp.services.ownership.ledger.ledger_kinds import kinds
from webapp.services.ownership.ledger.ledger_rows import MOST, all_keys, hashes_now, without_leaf
from webapp.services.work import Work


class Wrong(StrEnum):
    """In which way records do not fit the ledger."""

    EDITED = "edited"
    MISSING = "missing"
    SWAPPED = "swapped"
    EXTRA = "extra"
    CUT = "cut"
    REBUILT = "rebuilt"
    SET_BACK = "set_back"


@dataclass(frozen=True, slots=True)
class Finding:
    """Records that do not fit, numbered from 1 as people count them. EXTRA: `first` is how many; they have no number.

    SET_BACK: `first` is how many are left, `last` how many there were.
    """

    wrong: Wrong
    first: int
    last: int
    kind: str = ""


@dataclass(frozen=True, slots=True)
class KeptHead:
    """What somebody wrote down of the ledger outside of it."""

    size: int
    root: str


@dataclass(frozen=True, slots=True)
class Checked:
    """The result: how many leaves there are, their root now, and what does not fit, the first first."""

    size: int
    root: str
    findings: tuple[Finding, ...]


Tell = Callable[[int, int], None]


@dataclass
class _Course:
    """What is known on the way through the leaves."""

    tree: Growing = field(default_factory=Growing)
    findings: list[Finding] = field(default_factory=list)
    kept_root: str | None = None


def verify_ledger(work: Work, kept: KeptHead | None = None, tell: Tell = lambda _done, _of: None) -> Checked:
    """Make every leaf anew from its row, and the tree from the leaves. tell: hears how many of how many are done."""
    size, frontier = work.session.execute(
        select(ProjectClock.ledger_size, ProjectClock.ledger_frontier).where(ProjectClock.project_id == work.project_id)
    ).one()
    course = _Course()
    for leaves in _pages(work):
        _look_at_rows(work, course, leaves)
        _look_at_tree(work, course, leaves, kept)
        tell(course.tree.size, size)
    _look_at_end(work, course, size, frontier or "")
    _look_at_kept(course, kept)
    _look_for_strangers(work, course)
    root = base64url.encode(course.tree.root())
    return Checked(course.tree.size, root, tuple(sorted(course.findings, key=_order)))


def _order(finding: Finding) -> tuple[bool, int]:
    return finding.wrong is Wrong.EXTRA, finding.first


def _pages(work: Work) -> Iterator[Sequence[Any]]:
    after = -1
    while True:
        leaves = work.session.execute(
            select(LedgerLeaf.position, LedgerLeaf.kind, LedgerLeaf.key, LedgerLeaf.leaf_hash)
            .where(LedgerLeaf.project_id == work.project_id, LedgerLeaf.position > after)
            .order_by(LedgerLeaf.position)
            .limit(MOST)
        ).all()
        if not leaves:
            return
        yield leaves
        after = leaves[-1].position


def _look_at_rows(work: Work, course: _Course, leaves: Sequence[Any]) -> None:
    found = hashes_now(work.session, work.project_id, [(leaf.kind, leaf.key) for leaf in leaves])
    now = {leaf.position: base64url.encode(found.get((leaf.kind, leaf.key), b"")) for leaf in leaves}
    gone = {leaf.position for leaf in leaves if (leaf.kind, leaf.key) not in found}
    edited = [leaf for leaf in leaves if leaf.position not in gone and now[leaf.position] != leaf.leaf_hash]
    course.findings += _runs(Wrong.MISSING, [leaf for leaf in leaves if leaf.position in gone])
    course.findings += _runs(Wrong.EDITED, edited)


def _look_at_tree(work: Work, course: _Course, leaves: Sequence[Any], kept: KeptHead | None) -> None:
    """Grow the tree by a page; positions that are not there, and nodes that are others, do not fit."""
    start = course.tree.size
    places = [leaf.position for leaf in leaves]
    if places != list(range(start, start + len(places))):
        missing = sorted(set(range(start, places[-1] + 1)) - set(places)) or [start]
        course.findings.append(Finding(Wrong.CUT, missing[0] + 1, missing[-1] + 1))
    hashes = [base64url.decode(leaf.leaf_hash) or b"" for leaf in leaves]
    at_kept = kept.size - start if kept is not None and start < kept.size <= start + len(hashes) else 0
    completed = course.tree.extend(hashes[:at_kept])
    if at_kept:
        course.kept_root = base64url.encode(course.tree.root())
    completed += course.tree.extend(hashes[at_kept:])
    stored = _stored_nodes(work, [node for node, _hash in completed])
    # The lowest node that is another names the shortest range.
    wrong = [node for node, hash_ in completed if stored.get(node) != base64url.encode(hash_)]
    course.findings += [
        Finding(Wrong.SWAPPED, (node.number << node.level) + 1, (node.number + 1) << node.level) for node in wrong[:1]
    ]


def _stored_nodes(work: Work, nodes: Collection[Node]) -> dict[Node, str]:
    rows = work.session.execute(
        select(LedgerNode.level, LedgerNode.number, LedgerNode.hash).where(
            LedgerNode.project_id == work.project_id,
            tuple_(LedgerNode.level, LedgerNode.number).in_([(node.level, node.number) for node in nodes]),
        )
    )
    return {Node(row.level, row.number): row.hash for row in rows}


def _look_at_end(work: Work, course: _Course, size: int, frontier: str) -> None:
    """Compare with the counter, and with how many nodes a tree of this size has."""
    tree = course.tree
    if tree.size != size:
        course.findings.append(Finding(Wrong.CUT, min(tree.size, size) + 1, max(tree.size, size)))
    elif " ".join(map(base64url.encode, tree.frontier)) != frontier:
        course.findings.append(Finding(Wrong.SWAPPED, 1, size))
    nodes = work.session.scalar(
        select(func.count()).select_from(LedgerNode).where(LedgerNode.project_id == work.project_id)
    )
    if tree.size == size and nodes != tree.size - len(tree.frontier):
        course.findings.append(Finding(Wrong.CUT, size + 1, size + 1))


def _look_at_kept(course: _Course, kept: KeptHead | None) -> None:
    if kept is None or kept.size == 0:
        return
    if course.tree.size < kept.size:
        course.findings.append(Finding(Wrong.SET_BACK, course.tree.size, kept.size))
    elif course.kept_root != kept.root:
        course.findings.append(Finding(Wrong.REBUILT, 1, kept.size))


def _look_for_strangers(work: Work, course: _Course) -> None:
    """Look for rows that nobody wrote down."""
    for kind in kinds():
        pages = all_keys(work.session, work.project_id, kind)
        strange = sum(len(without_leaf(work.session, work.project_id, kind, keys)) for keys in pages)
        if strange:
            course.findings.append(Finding(Wrong.EXTRA, strange, strange, kind))


def _runs(wrong: Wrong, leaves: Sequence[Any]) -> list[Finding]:
    """Return records that do not fit in the same way, neighbours together."""
    runs: list[Finding] = []
    for leaf in leaves:
        before = runs[-1] if runs else None
        if before is not None and before.last == leaf.position:
            runs[-1] = Finding(wrong, before.first, leaf.position + 1, before.kind)
        else:
            runs.append(Finding(wrong, leaf.position + 1, leaf.position + 1, leaf.kind))
    return runs
