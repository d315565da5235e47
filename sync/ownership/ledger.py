"""The ledger: a Merkle tree after RFC 6962, so that nobody can change quietly what was once written down.

Every row of evidence has a leaf, and whoever remembers the tree's size and root can have two things proven: that a leaf
is in the tree (inclusion), and that a later tree begins with all the leaves of the remembered one (consistency). The
prefixes keep a leaf from being passed off as a node; without them a tree could be read in two ways.

A proof is described by the ranges of leaves whose roots it gives, and checked by walking the same ranges again. That is
longer by a few hashes than the loop over bits in the RFC, and it is the same proof; but a reader can see that it is.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

LEAF, NODE = b"\x00", b"\x01"
EMPTY_ROOT = hashlib.sha256(b"").digest()
#: Leaves from one up to, but not including, another.
Range = tuple[int, int]
#: What a column of a row can hold, once moments are whole milliseconds.
Plain = str | int | float | bool | Mapping[str, object] | list[object] | None


@dataclass(frozen=True, slots=True)
class Node:
    """A complete subtree: the root over leaves [number << level, (number + 1) << level)."""

    level: int
    number: int


# --- what a leaf says ---


def leaf_text(kind: str, values: Mapping[str, Plain]) -> str:
    """Return what the leaf of a row is the hash of: its table and its columns, in one spelling.

    What is null is left out, so that a column that is added later changes no leaf. What is JSON stands as its digest:
    a phone can be shown the leaf of a ruling, and so its words, without the evidence of colleagues.
    """
    told = {name: _told(value) for name, value in values.items() if value is not None}
    return canonical({"kind": kind, "row": told})


def canonical(value: object) -> str:
    """Spell JSON in the one way that both sides hash: keys in order, no space, only what must be is escaped."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def digest(value: object) -> str:
    """Return what stands for a JSON value in a leaf."""
    return hashlib.sha256(canonical(value).encode()).hexdigest()


def _told(value: Plain) -> object:
    return digest(value) if isinstance(value, Mapping | list) else value


def leaf_hash(text: str) -> bytes:
    """Hash a leaf."""
    return hash_leaf(text.encode())


def hash_leaf(body: bytes) -> bytes:
    """Hash the bytes of a leaf."""
    return hashlib.sha256(LEAF + body).digest()


def hash_node(left: bytes, right: bytes) -> bytes:
    """Hash what stands over two subtrees."""
    return hashlib.sha256(NODE + left + right).digest()


def head_message(*, project: int, size: int, root: str, at: str) -> bytes:
    """Return what the server signs: how large the tree of a project is, its root, and when that was so."""
    return f"xiandeng ledger v1\n{project}\n{size}\n{root}\n{at}".encode()


# --- the tree ---


def root_of(leaves: Sequence[bytes]) -> bytes:
    """Return the root over leaf hashes."""
    grown = Growing()
    grown.extend(leaves)
    return grown.root()


@dataclass
class Growing:
    """A tree that only grows: its size, and the complete subtrees that it consists of, the largest first."""

    size: int = 0
    frontier: tuple[bytes, ...] = ()

    def extend(self, leaves: Iterable[bytes]) -> list[tuple[Node, bytes]]:
        """Add leaves; return the complete subtrees above the leaves that they complete, in their order."""
        completed: list[tuple[Node, bytes]] = []
        hashes = list(self.frontier)
        for leaf in leaves:
            hashes.append(leaf)
            self.size += 1
            level = 0
            while self.size >> level & 1 == 0:
                right, left = hashes.pop(), hashes.pop()
                level += 1
                hashes.append(hash_node(left, right))
                completed.append((Node(level, (self.size >> level) - 1), hashes[-1]))
        self.frontier = tuple(hashes)
        return completed

    def root(self) -> bytes:
        """Return the root: subtrees are joined from the smallest on."""
        return join(self.frontier)


def join(hashes: Sequence[bytes]) -> bytes:
    """Return the root over complete subtrees that stand side by side, each larger than the next."""
    if not hashes:
        return EMPTY_ROOT
    *others, joined = hashes
    for left in reversed(others):
        joined = hash_node(left, joined)
    return joined


def complete_subtrees(leaves: Range) -> list[Node]:
    """Return the complete subtrees that a range of the tree consists of, the largest first."""
    place, end = leaves
    found = []
    while place < end:
        level = (end - place).bit_length() - 1
        found.append(Node(level, place >> level))
        place += 1 << level
    return found


def _middle(low: int, high: int) -> int:
    """Return where a range falls into two: the largest power of two that leaves something over stands left."""
    return low + (1 << (high - low - 1).bit_length() - 1)


# --- proofs ---


def inclusion_ranges(part: Range, size: int) -> list[Range]:
    """Return the ranges beside the way from a part of the tree (a leaf, or a block of them) up to its root."""
    return _beside(part, 0, size)


def _beside(part: Range, low: int, high: int) -> list[Range]:
    if part == (low, high):
        return []
    middle = _middle(low, high)
    if part[1] <= middle:
        return [*_beside(part, low, middle), (middle, high)]
    return [*_beside(part, middle, high), (low, middle)]


def consistency_ranges(first: int, second: int) -> list[Range]:
    """Return the ranges that prove that a tree of the first size is the beginning of one of the second."""
    return [] if first in {0, second} else _between(first, 0, second, whole=True)


def _between(first: int, low: int, high: int, *, whole: bool) -> list[Range]:
    """`whole`: the old tree itself is part of the way, so that its root need not be given."""
    if low + first == high:
        return [] if whole else [(low, high)]
    middle = _middle(low, high)
    if low + first <= middle:
        return [*_between(first, low, middle, whole=whole), (middle, high)]
    return [*_between(low + first - middle, middle, high, whole=False), (low, middle)]


def give(ranges: Iterable[Range], leaves: Sequence[bytes]) -> list[bytes]:
    """Return a proof from all leaves, for who has them at hand."""
    return [root_of(leaves[low:high]) for low, high in ranges]


def includes(part: Range, size: int, part_root: bytes, proof: Sequence[bytes], root: bytes) -> bool:
    """Say whether a part of the tree, such as one leaf, is proven to stand where it is said to stand."""
    low, high = part
    if not 0 <= low < high <= size or not _is_part(part, size):
        return False
    left = list(proof)
    return _up(part, 0, size, part_root, left) == root and not left


def _is_part(part: Range, size: int) -> bool:
    low, high = 0, size
    while (low, high) != part and high - low > 1:
        middle = _middle(low, high)
        low, high = (low, middle) if part[1] <= middle else (middle, high)
    return (low, high) == part


def _up(part: Range, low: int, high: int, part_root: bytes, proof: list[bytes]) -> bytes | None:
    if part == (low, high):
        return part_root
    if not proof:
        return None
    other, middle = proof.pop(), _middle(low, high)
    if part[1] <= middle:
        return _joined(_up(part, low, middle, part_root, proof), other)
    return _joined(other, _up(part, middle, high, part_root, proof))


def _joined(left: bytes | None, right: bytes | None) -> bytes | None:
    return None if left is None or right is None else hash_node(left, right)


def is_consistent(first: int, first_root: bytes, second: int, second_root: bytes, proof: Sequence[bytes]) -> bool:
    """Say whether a tree is proven to be the beginning of another."""
    if not 0 <= first <= second:
        return False
    if first == 0:
        return not proof and first_root == EMPTY_ROOT
    left = list(proof)
    old, new = _both(first, 0, second, first_root, left)
    return (old, new) == (first_root, second_root) and not left


def _both(
    first: int, low: int, high: int, whole: bytes | None, proof: list[bytes]
) -> tuple[bytes | None, bytes | None]:
    """Return the roots of the old and of the new tree over one range. whole: the old root where no proof gives it."""
    if low + first == high:
        found = whole if whole is not None else (proof.pop() if proof else None)
        return found, found
    if not proof:
        return None, None
    other, middle = proof.pop(), _middle(low, high)
    if low + first <= middle:
        old, new = _both(first, low, middle, whole, proof)
        return old, _joined(new, other)
    old, new = _both(low + first - middle, middle, high, None, proof)
    return _joined(other, old), _joined(other, new)
