"""Invariants of the ledger. Roots are worked out a second time here, from the hashes of the leaves alone (RFC 6962)."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator

from tests.factories import chain_bytes
from tests.factories.office import PROJECT_ID
from tests.simulation.look import Look, Seen
from webapp.services.ownership.ledger.verify_ledger import KeptHead, verify_ledger
from webapp.services.ownership.rulings.replay_rulings import replay_rulings
from webapp.transaction import snapshot


def the_ledger_only_grows(look: Look) -> Iterator[str]:
    """Leaves are only appended, and each ruling, which is each change of owner, has exactly one."""
    before, now = look.seen.leaves, look.stored.leaves
    if now[: len(before)] != before:
        yield "a leaf of the ledger was changed or is gone"
    look.seen.leaves = now
    rulings = Counter(key for kind, key, _hash in now if kind == "ruling")
    if rulings != Counter(str(row.number) for row in look.stored.rulings):
        yield "a ruling has no leaf in the ledger, or more than one"


def heads_of_the_ledger_are_of_one_tree(look: Look) -> Iterator[str]:
    """Every head that a phone is told is that of the leaves up to its size, and no smaller than the one before."""
    seen = look.seen
    _grow(seen, [hash_ for _kind, _key, hash_ in look.stored.leaves])
    passed = look.world.journal.passed
    for each in passed[seen.heads_read :]:
        head = (each.taken or {}).get("ledger") if each.path.startswith("/api/v1/sync/") else None
        if head is None:
            continue
        if head["size"] < seen.newest_head or head["size"] >= len(seen.roots):
            yield f"a phone was told a ledger of {head['size']}, after {seen.newest_head} of {len(seen.roots) - 1}"
        elif seen.roots[head["size"]] != head["root"]:
            yield f"the head of size {head['size']} is not that of the leaves"
        seen.newest_head = max(seen.newest_head, head["size"])
    seen.heads_read = len(passed)


def _grow(seen: Seen, leaves: list[str]) -> None:
    """Work out the root at each size that is new."""
    seen.roots = seen.roots or [chain_bytes.spell(hashlib.sha256(b"").digest())]
    for leaf in leaves[len(seen.roots) - 1 :]:
        size, hash_ = 1, chain_bytes.unspell(leaf)
        while seen.subtrees and seen.subtrees[-1][0] == size:
            hash_ = _node(seen.subtrees.pop()[1], hash_)
            size *= 2
        seen.subtrees.append((size, hash_))
        root = seen.subtrees[-1][1]
        for _size, left in reversed(seen.subtrees[:-1]):
            root = _node(left, root)
        seen.roots.append(chain_bytes.spell(root))


def _node(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()


def the_ledger_tells_what_happened(look: Look) -> Iterator[str]:
    """Every row of evidence is as it was written down, and the rulings of the ledger alone rebuild who owns whom.

    The tree has to hold an older head as well as the newest one.
    """
    older = look.chance.randrange(len(look.seen.roots))
    with look.server.app.app_context(), snapshot(PROJECT_ID) as work:
        checked, replayed = verify_ledger(work, KeptHead(older, look.seen.roots[older])), replay_rulings(work)
    for finding in checked.findings:
        yield f"the ledger does not hold: {finding}"
    if checked.root != look.seen.roots[-1]:
        yield "the ledger has another root than its leaves"
    if replayed.otherwise:
        yield f"clients {replayed.otherwise} stand otherwise than the ledger says"
