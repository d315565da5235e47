"""The tree of RFC 6962: the reference's own vectors, and proofs that somebody has touched are refused."""

from __future__ import annotations

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from hypothesis import given
from hypothesis import strategies as st

from sync import base64url
from sync.ownership import ledger
from tests.vectors import load

VECTORS = load("ledger")
LEAVES = [ledger.hash_leaf(bytes.fromhex(leaf)) for leaf in VECTORS["leaves"]]
MANY = [ledger.hash_leaf(str(number).encode()) for number in range(70)]
ROOTS = [ledger.root_of(MANY[:size]) for size in range(len(MANY) + 1)]
SIZES = st.integers(1, len(MANY))


def from_hex(texts: list[str]) -> list[bytes]:
    return [bytes.fromhex(text) for text in texts]


def test_roots_are_those_of_the_reference_the_empty_tree_among_them() -> None:
    assert [ledger.root_of(LEAVES[:size]).hex() for size in range(9)] == VECTORS["roots"]


def test_inclusion_is_proven_as_in_the_reference() -> None:
    for row in VECTORS["inclusion"]:
        part = (row["leaf"], row["leaf"] + 1)
        path = ledger.give(ledger.inclusion_ranges(part, row["size"]), LEAVES)
        assert path == from_hex(row["path"]), row
        root = bytes.fromhex(VECTORS["roots"][row["size"]])
        assert ledger.includes(part, row["size"], LEAVES[row["leaf"]], path, root), row


def test_consistency_is_proven_as_in_the_reference() -> None:
    for row in VECTORS["consistency"]:
        first, second = row["first"], row["second"]
        proof = ledger.give(ledger.consistency_ranges(first, second), LEAVES)
        assert proof == from_hex(row["proof"]), row
        roots = [bytes.fromhex(VECTORS["roots"][size]) for size in (first, second)]
        assert ledger.is_consistent(first, roots[0], second, roots[1], proof), row


def test_a_head_is_signed_over_project_size_root_and_time() -> None:
    for row in VECTORS["heads"]:
        key = Ed25519PublicKey.from_public_bytes(base64url.decode(row["key"]) or b"")
        signature = base64url.decode(row["signature"]) or b""
        told = {name: row[name] for name in ("project", "size", "root", "at")}
        key.verify(signature, ledger.head_message(**told))
        for name, other in {"project": 2, "size": 9, "root": "A" * 43, "at": "2026-11-24T03:00:00.001Z"}.items():
            try:
                key.verify(signature, ledger.head_message(**{**told, name: other}))
            except InvalidSignature:
                continue
            raise AssertionError(name)


def test_a_leaf_has_one_spelling_without_nulls() -> None:
    for row in VECTORS["texts"]:
        text = ledger.leaf_text(row["kind"], row["row"])
        assert text == row["text"]
        assert base64url.encode(ledger.leaf_hash(text)) == row["hash"]
    assert ledger.leaf_text("x", {"a": 1, "b": None}) == ledger.leaf_text("x", {"a": 1})
    assert ledger.leaf_text("x", {"a": 1}) != ledger.leaf_text("y", {"a": 1})


def test_a_tree_that_grows_by_parts_is_the_same_and_completes_each_subtree_once() -> None:
    for parts in ((1, 69), (3, 5, 62), (64, 6), (33, 33, 4)):
        grown, completed, start = ledger.Growing(), {}, 0
        for part in parts:
            for node, hash_ in grown.extend(MANY[start : start + part]):
                assert node not in completed
                completed[node] = hash_
            start += part
        assert grown.root() == ROOTS[70]
        assert len(completed) == grown.size - len(grown.frontier)
        for node, hash_ in completed.items():
            assert hash_ == ledger.root_of(MANY[node.number << node.level : (node.number + 1) << node.level])


def test_complete_subtrees_cover_a_range_without_a_gap() -> None:
    for size in range(1, 70):
        for low, high in ledger.inclusion_ranges((size - 1, size), size):
            nodes = ledger.complete_subtrees((low, high))
            covered = [
                place for node in nodes for place in range(node.number << node.level, node.number + 1 << node.level)
            ]
            assert covered == list(range(low, high))


@given(SIZES, SIZES)
def test_every_tree_is_consistent_with_every_beginning_of_it(one: int, other: int) -> None:
    first, second = sorted((one, other))
    proof = ledger.give(ledger.consistency_ranges(first, second), MANY)
    assert ledger.is_consistent(first, ROOTS[first], second, ROOTS[second], proof)
    assert ledger.is_consistent(0, ROOTS[0], second, ROOTS[second], [])
    assert not ledger.is_consistent(second + 1, ROOTS[first], second, ROOTS[second], proof)


@given(SIZES, SIZES, st.integers(0, 10_000))
def test_a_consistency_proof_that_was_touched_anywhere_is_refused(one: int, other: int, chance: int) -> None:
    first, second = sorted((one, other))
    proof = ledger.give(ledger.consistency_ranges(first, second), MANY)
    for touched in (*flipped(proof, chance), *longer_and_shorter(proof)):
        assert not ledger.is_consistent(first, ROOTS[first], second, ROOTS[second], touched)
    for old, new in ((ROOTS[first], flip(ROOTS[second], chance)), (flip(ROOTS[first], chance), ROOTS[second])):
        assert not ledger.is_consistent(first, old, second, new, proof)


@given(SIZES, st.integers(0, 69), st.integers(0, 10_000))
def test_an_inclusion_proof_that_was_touched_anywhere_is_refused(size: int, place: int, chance: int) -> None:
    leaf = place % size
    part = (leaf, leaf + 1)
    path = ledger.give(ledger.inclusion_ranges(part, size), MANY)
    assert ledger.includes(part, size, MANY[leaf], path, ROOTS[size])
    for touched in (*flipped(path, chance), *longer_and_shorter(path)):
        assert not ledger.includes(part, size, MANY[leaf], touched, ROOTS[size])
    assert not ledger.includes(part, size, flip(MANY[leaf], chance), path, ROOTS[size])
    assert not ledger.includes(part, size, MANY[leaf], path, flip(ROOTS[size], chance))
    for other in set(range(-1, size + 1)) - {leaf}:
        assert not ledger.includes((other, other + 1), size, MANY[leaf], path, ROOTS[size])


@given(SIZES, SIZES)
def test_another_size_is_refused_with_its_own_signed_root(one: int, other: int) -> None:
    """A proof alone may fit two sizes whose paths have one shape: size and root are signed together for that."""
    first, second = sorted((one, other))
    proof = ledger.give(ledger.consistency_ranges(first, second), MANY)
    for size in {1, second - 1, second + 1, len(MANY)} - {second, 0, len(MANY) + 1}:
        assert not ledger.is_consistent(first, ROOTS[first], size, ROOTS[size], proof) or size == first == second
    for size in {first - 1, first + 1} - {0, len(MANY) + 1}:
        assert not ledger.is_consistent(size, ROOTS[size], second, ROOTS[second], proof) or proof == []


def test_a_block_is_proven_like_a_leaf_and_only_where_it_stands() -> None:
    for size in (8, 13, 64, 70):
        for start in range(0, size, 4):
            part = (start, min(start + 4, size))
            path = ledger.give(ledger.inclusion_ranges(part, size), MANY)
            root = ledger.root_of(MANY[slice(*part)])
            assert ledger.includes(part, size, root, path, ROOTS[size]), (part, size)
            if path:
                assert not ledger.includes((part[0], part[1] + 1), size, root, path, ROOTS[size])
    for part in ((1, 3), (0, 0), (3, 2), (-4, 4), (8, 14)):
        assert not ledger.includes(part, 13, MANY[0], [], ROOTS[13]), part


def flip(hash_: bytes, chance: int) -> bytes:
    place = chance % (len(hash_) * 8)
    return bytes(byte ^ (1 << place % 8 if index == place // 8 else 0) for index, byte in enumerate(hash_))


def flipped(proof: list[bytes], chance: int) -> list[list[bytes]]:
    return [
        [flip(hash_, chance) if place == index else hash_ for index, hash_ in enumerate(proof)]
        for place in range(len(proof))
    ]


def longer_and_shorter(proof: list[bytes]) -> list[list[bytes]]:
    longer = [[*proof[:place], MANY[0], *proof[place:]] for place in range(len(proof) + 1)]
    shorter = [proof[:place] + proof[place + 1 :] for place in range(len(proof))]
    swapped = [
        [*proof[: place - 1], proof[place], proof[place - 1], *proof[place + 1 :]] for place in range(1, len(proof))
    ]
    return longer + shorter + swapped
