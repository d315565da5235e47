"""Prove to a phone that what it remembers of the ledger still holds, and that rows still say what was written down."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import select, tuple_
from sqlalchemy.orm import Session

from sync import base64url
from sync.ownership.ledger import Node, Range, complete_subtrees, consistency_ranges, inclusion_ranges, join
from webapp.models.ownership import LedgerLeaf, LedgerNode, Ruling
from webapp.services.ownership.clients.client_views import view_clients
from webapp.services.ownership.ledger.ledger_head import SignedHead, newest_head
from webapp.services.ownership.ledger.ledger_kinds import kinds, text_of
from webapp.services.ownership.ledger.ledger_rows import first_key, hashes_now, keys_beside, without_leaf
from webapp.services.ownership.rulings.names_withheld import reads_names
from webapp.services.work import Actor, Work

#: How many leaves are looked at in full in one answer; a phone counts with the same number.
BLOCK = 256
#: Before the first row of a table there is no other that it could stand behind.
BEFORE_ALL = -1
_RULING = "ruling"


@dataclass(frozen=True, slots=True)
class ProofWish:
    """What a phone asks: the sizes of two heads that it holds, a block, and rulings by their number."""

    since: int
    to: int
    block: int
    rulings: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A block of leaves: as they were written down, and as the rows say now, empty where a row is gone.

    beside: after which of these positions a row stands that nobody wrote down. path: from the block up to the root.
    """

    start: int
    written: tuple[str, ...]
    now: tuple[str, ...]
    beside: tuple[int, ...]
    path: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ProvenRuling:
    """A ruling: what its leaf is the hash of, and its way up to the root. position: None if it has no leaf."""

    number: int
    text: str
    position: int | None
    path: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Proof:
    """The head as of now, and that it begins with what was there at the two sizes."""

    head: SignedHead
    since: tuple[str, ...]
    to: tuple[str, ...]
    block: Block
    rulings: tuple[ProvenRuling, ...]


def prove(work: Work, actor: Actor, wish: ProofWish) -> Proof:
    """Return what a phone wants to be proven, all as of one moment."""
    head = newest_head(work)
    low = min(wish.block * BLOCK, head.size)
    part = (low, min(low + BLOCK, head.size))
    rulings = _own_rulings(work, actor, wish.rulings)
    positions = _positions(work, rulings)
    ways = {
        "since": _between(wish.since, head.size),
        "to": _between(wish.to, head.size),
        "block": inclusion_ranges(part, head.size) if part[0] < part[1] else [],
        **{str(place): inclusion_ranges((place, place + 1), head.size) for place in positions.values()},
    }
    subtrees = _read_subtrees(work.session, work.project_id, [each for way in ways.values() for each in way])
    paths = {name: tuple(_root_over(each, subtrees) for each in way) for name, way in ways.items()}
    proven = (
        ProvenRuling(row.number, _text(row), positions.get(row.number), paths.get(str(positions.get(row.number)), ()))
        for row in rulings
    )
    return Proof(head, paths["since"], paths["to"], _block(work, part, paths["block"]), tuple(proven))


def _between(first: int, second: int) -> list[Range]:
    """A tree that has become shorter proves nothing; its head shows that."""
    return consistency_ranges(first, second) if first <= second else []


# --- the block ---


def _block(work: Work, part: Range, path: tuple[str, ...]) -> Block:
    leaves = work.session.execute(
        select(LedgerLeaf.position, LedgerLeaf.kind, LedgerLeaf.key, LedgerLeaf.leaf_hash).where(
            LedgerLeaf.project_id == work.project_id, LedgerLeaf.position >= part[0], LedgerLeaf.position < part[1]
        )
    ).all()
    by_position = {leaf.position: leaf for leaf in leaves}
    found = hashes_now(work.session, work.project_id, [(leaf.kind, leaf.key) for leaf in leaves])
    now = {leaf.position: base64url.encode(found.get((leaf.kind, leaf.key), b"")) for leaf in leaves}
    written = tuple(by_position[place].leaf_hash if place in by_position else "" for place in range(*part))
    behind: dict[str, dict[str, int]] = defaultdict(dict)
    for leaf in leaves:
        behind[leaf.kind][leaf.key] = leaf.position
    beside = _strangers(work, behind, from_the_first=part[0] == 0)
    return Block(part[0], written, tuple(now.get(place, "") for place in range(*part)), beside, path)


def _strangers(work: Work, behind: dict[str, dict[str, int]], *, from_the_first: bool) -> tuple[int, ...]:
    """Return behind which positions rows stand that have no leaf. behind: kind to key to position."""
    found: set[int] = set()
    for kind, positions in behind.items():
        following = keys_beside(work.session, work.project_id, kind, list(positions)) if kind in kinds() else {}
        strangers = without_leaf(work.session, work.project_id, kind, set(following.values()) - positions.keys())
        found |= {positions[key] for key, next_one in following.items() if next_one in strangers}
    for kind in kinds() if from_the_first else ():
        first = first_key(work.session, work.project_id, kind)
        if first is not None and without_leaf(work.session, work.project_id, kind, [first]):
            found.add(BEFORE_ALL)
    return tuple(sorted(found))


# --- rulings ---


def _own_rulings(work: Work, actor: Actor, numbers: Sequence[int]) -> list[Ruling]:
    """Return those of the rulings asked for that the reader may see: a leaf says who owns whom."""
    if not numbers:
        return []
    rows = work.session.scalars(
        select(Ruling).where(Ruling.project_id == work.project_id, Ruling.number.in_(numbers)).order_by(Ruling.number)
    ).all()
    views = view_clients(work, actor, {row.client_id for row in rows})
    seen = {client_id for client_id, view in views.items() if view is not None and view.ruling is not None}
    # A leaf names the owner: where names are withheld, whoever lost has the sentence, and the desk the proof.
    return [row for row in rows if row.client_id in seen and reads_names(row, actor.person_id)]


def _positions(work: Work, rulings: Iterable[Ruling]) -> dict[int, int]:
    keys = {str(row.number) for row in rulings}
    if not keys:
        return {}
    found = work.session.execute(
        select(LedgerLeaf.key, LedgerLeaf.position).where(
            LedgerLeaf.project_id == work.project_id, LedgerLeaf.kind == _RULING, LedgerLeaf.key.in_(keys)
        )
    )
    return {int(row.key): row.position for row in found}


def _text(row: Ruling) -> str:
    return text_of(_RULING, {column.name: getattr(row, column.name) for column in Ruling.__table__.columns})


# --- subtrees ---


def _read_subtrees(session: Session, project_id: int, ranges: Iterable[Range]) -> dict[Node, bytes]:
    """Return the complete subtrees that ranges consist of, as they are stored."""
    wanted = {node for each in ranges for node in complete_subtrees(each)}
    inner = [(node.level, node.number) for node in wanted if node.level]
    found: dict[Node, bytes] = {}
    if inner:
        rows = session.execute(
            select(LedgerNode.level, LedgerNode.number, LedgerNode.hash).where(
                LedgerNode.project_id == project_id, tuple_(LedgerNode.level, LedgerNode.number).in_(inner)
            )
        )
        found |= {Node(row.level, row.number): base64url.decode(row.hash) or b"" for row in rows}
    leaves = [node.number for node in wanted if not node.level]
    if leaves:
        rows = session.execute(
            select(LedgerLeaf.position, LedgerLeaf.leaf_hash).where(
                LedgerLeaf.project_id == project_id, LedgerLeaf.position.in_(leaves)
            )
        )
        found |= {Node(0, row.position): base64url.decode(row.leaf_hash) or b"" for row in rows}
    return found


def _root_over(leaves: Range, subtrees: dict[Node, bytes]) -> str:
    """Return the root over a range; empty where somebody has taken away what it is made of, which proves nothing."""
    nodes = complete_subtrees(leaves)
    return base64url.encode(join([subtrees[node] for node in nodes])) if subtrees.keys() >= set(nodes) else ""
