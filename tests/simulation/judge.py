"""Feed the reference with what passed, and say at once if an answer is not what the request deserved."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from tests.simulation.journal import Passed
from tests.simulation.reference import Reference, anchor_time

EPOCH_PATH = re.compile(r"/api/v1/devices/([0-9a-f-]{36})/epochs")
REVOKE_PATH = re.compile(r"/desk/phones/([0-9a-f-]{36})/revoke")
DISABLE_PATH = re.compile(r"/desk/people/([0-9a-f-]{36})/disable")
#: They speak of the session, the load or the death of the server, and say nothing about a chain.
NOT_ABOUT_CHAINS = frozenset({"died", "server_error", "sign_in", "csrf", "busy"})


def judge(reference: Reference) -> Iterator[str]:
    """Read what passed since the last time and yield what is wrong with the answers."""
    journal = reference.journal
    for passed in journal.passed[reference.read :]:
        reference.read += 1
        _gather_anchor(reference, passed)
        for matches, take in _READERS:
            if matches(passed):
                yield from take(reference, passed)


def _gather_anchor(reference: Reference, passed: Passed) -> None:
    taken = passed.taken if passed.path.startswith("/api/v1/sync") else None
    if taken is None:
        return
    device = passed.value["device"] if passed.method == "POST" else passed.path.partition("device=")[2][:36]
    reference.anchors.setdefault(device, set()).add(taken["anchor"])


def _push(reference: Reference, passed: Passed) -> Iterator[str]:
    if passed.code in NOT_ABOUT_CHAINS:
        return
    push = passed.value
    expected = _refused_unseen(reference, passed.person, push)
    if not expected:
        chain = reference.chains[push["device"], push["epoch"]]
        at = anchor_time(passed.taken["anchor"]) if passed.taken else passed.at
        expected = chain.take(push, at, reference.anchors)
    if passed.code != expected:
        yield f"a push of {push['device']} epoch {push['epoch']} was answered {passed.code!r}, not {expected!r}"


def _refused_unseen(reference: Reference, person: str, push: dict[str, Any]) -> str:
    """Return why a push is refused before its chain is looked at."""
    device = push["device"]
    if reference.owners.get(device) != person:
        return "device_unknown"
    if device in reference.closed:
        return "device_closed"
    if push["epoch"] != reference.epochs[device]:
        return "epoch_closed" if push["epoch"] < reference.epochs[device] else "epoch_wrong"
    return "" if push["anchor"] in reference.anchors[device] else "anchor_unknown"


def _opened(reference: Reference, passed: Passed) -> Iterator[str]:
    taken = passed.taken
    if taken is None:
        return
    device, epoch, anchor = taken["device"], taken["epoch"], taken["anchor"]
    if (device, epoch) in reference.chains:
        return
    at = anchor_time(anchor)
    if device in reference.epochs:
        reference.chains[device, reference.epochs[device]].closed_at = at
    else:
        _close_phones(reference, passed.person, at)
    reference.begin(device, passed.person, anchor, epoch)
    yield from ()


def _close_phones(reference: Reference, person: str, at: int) -> None:
    for device, owner in reference.owners.items():
        if owner == person:
            reference.closed.setdefault(device, at)


def _scan(reference: Reference, passed: Passed) -> Iterator[str]:
    if passed.answer is None or passed.answer.status not in {200, 302, 422}:
        return
    _ticket, epoch, seq, hash_, anchor, _signature = passed.path.removeprefix("/c/").split(".")
    (device,) = [name for name, issued in reference.anchors.items() if anchor in issued]
    chain = reference.chains[device, int(epoch)]
    recent = [head for head in chain.heads if head.scan and (head.seq, head.hash) == (int(seq), hash_)]
    if passed.method == "GET" and not any(passed.at - head.at < 30_000 for head in recent):
        chain.scanned(int(seq), hash_, anchor, passed.at)
    yield from ()


def _revoked(reference: Reference, passed: Passed) -> Iterator[str]:
    found = REVOKE_PATH.fullmatch(passed.path)
    if found and passed.answer is not None and passed.answer.status == 302:
        reference.closed.setdefault(found[1], passed.at)
    yield from ()


def _disabled(reference: Reference, passed: Passed) -> Iterator[str]:
    found = DISABLE_PATH.fullmatch(passed.path)
    if found and passed.answer is not None and passed.answer.status == 302:
        _close_phones(reference, found[1], passed.at)
    yield from ()


_READERS: tuple[tuple[Callable[[Passed], bool], Callable[[Reference, Passed], Iterator[str]]], ...] = (
    (lambda passed: passed.path == "/api/v1/sync/push", _push),
    (lambda passed: bool(EPOCH_PATH.fullmatch(passed.path)) or passed.path == "/api/v1/devices", _opened),
    (lambda passed: passed.path.startswith("/c/"), _scan),
    (lambda passed: bool(REVOKE_PATH.fullmatch(passed.path)), _revoked),
    (lambda passed: bool(DISABLE_PATH.fullmatch(passed.path)), _disabled),
)
