"""Invariants that are asked of the server: what is sent again, and how it all ends once the lines have healed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from tests.factories.dump import PASSING, dump
from tests.simulation.equip import enrol_again
from tests.simulation.look import Look
from tests.simulation.memory import Kept, compact
from tests.simulation.phone import Phone
from tests.simulation.wire import Request
from tests.simulation.world import MINUTE_MS, World

#: What only says when a phone was last heard.
HEARD = frozenset({"device", "chain", "head_receipt"})
#: One round for what waits, one for a chain that was refused and is written again, one for its answers.
ROUNDS = 4


def sending_again_changes_nothing(look: Look) -> Iterator[str]:
    """Re-sending any prefix of what a phone has sent changes nothing, and is answered as before."""
    world = look.world
    phones = [phone for phone in world.phones if _may_repeat(look, phone)]
    if not phones:
        return
    phone = look.chance.choice(phones)
    memory = phone.memory
    chain = look.reference.chains[memory.device, memory.epoch]
    sent = _sent(memory.own.values(), {text.hash for text in chain.texts})
    if not sent or _post(phone, memory.push([], phone.wall_ms)) is None:
        return
    before = dump(look.server.app, leave=PASSING | HEARD)
    cut = look.chance.randint(1, len(sent))
    answer = _post(phone, memory.push(sent[:cut], phone.wall_ms))
    if answer is None or dump(look.server.app, leave=PASSING | HEARD) != before:
        yield f"{phone.login} sent {cut} of {len(sent)} again, and that changed something"


def _may_repeat(look: Look, phone: Phone) -> bool:
    """Say whether a phone has sent all that it has: a head that is ahead of its text is news whenever it is shown."""
    memory = phone.memory
    chain = look.reference.chains.get((memory.device, memory.epoch))
    open_ = not phone.closed and not phone.blank and memory.device not in look.reference.closed
    return phone.honest and open_ and chain is not None and memory.seq == chain.acked > 0


def _sent(kept: Any, stored: set[str]) -> list[Kept]:
    """Return what the server holds of a chain and the phone still has, up to the first that it has not."""
    by_place = {entry.seq: entry for entry in kept if entry.hash in stored}
    prefix: list[Kept] = []
    while len(prefix) + 1 in by_place:
        prefix.append(by_place[len(prefix) + 1])
    return prefix[:100]


def _post(phone: Phone, push: dict[str, Any]) -> Any:
    body = compact(push).encode()
    request = Request(phone.line, phone.memory.person, "POST", "/api/v1/sync/push", body)
    return phone.around.wire.carry_safely(request).status == 200 or None


def heal(world: World) -> None:
    """Let the lines heal, everybody come back, and every phone send what it has."""
    world.wire.bad = 0.0
    world.let_pass(2 * MINUTE_MS)
    for phone in world.phones:
        phone.online = True
        if phone.login in world.disabled and world.admin.enable(phone.memory.person):
            world.disabled.discard(phone.login)
            phone.closed = True
    for turn in range(ROUNDS):
        for phone in world.phones:
            world.let_pass(6 * MINUTE_MS)
            if turn and not (phone.closed or phone.busy or phone.failures or phone.memory.waiting):
                continue  # It has sent everything and fetched what there was.
            if phone.closed:
                enrol_again(world, phone)
            phone.sync()


def queues_drain(look: Look) -> Iterator[str]:
    """After healing every honest queue drains, and a poison entry delays no other by more than a round."""
    for phone in look.world.phones:
        if phone.honest and phone.memory.waiting:
            yield f"{phone.login} still waits with {len(phone.memory.waiting)} entries"


def a_pull_skips_nothing(look: Look) -> Iterator[str]:
    """What a phone has and what it would pull now are, together, all that it would pull from the beginning."""
    phones = [each for each in look.world.phones if each.honest and each.memory.cursor and not each.busy]
    for phone in look.chance.sample(phones, min(2, len(phones))):
        if phone.closed or phone.blank or phone.signed_out or phone.memory.device in look.reference.closed:
            continue
        newer, whole = _pull_all(phone, phone.memory.cursor), _pull_all(phone)
        pieces = None if newer is None else phone.memory.rows | newer
        if whole is not None and pieces is not None and _present(whole) != _present(pieces):
            yield f"{phone.login} would not pull: {_differences(_present(whole), _present(pieces))}"


def caches_converge(look: Look) -> Iterator[str]:
    """What a phone pulled piece by piece is what it would pull at once: nothing was skipped."""
    for phone in look.world.phones:
        if not phone.honest or phone.closed:
            continue
        phone.sync()
        whole, pieces = _present(_pull_all(phone) or {}), _present(phone.memory.rows)
        if whole != pieces:
            yield f"{phone.login} has other rows than the server: {_differences(whole, pieces)}"


def _present(rows: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in rows.items() if value is not None}


def _differences(whole: dict[str, Any], pieces: dict[str, Any]) -> str:
    told = []
    for key in sorted(key for key in whole.keys() | pieces.keys() if whole.get(key) != pieces.get(key))[:3]:
        one, other = whole.get(key) or {}, pieces.get(key) or {}
        told.append(f"{key} ({', '.join(sorted(name for name in one | other if one.get(name) != other.get(name)))})")
    return "; ".join(told)


def _pull_all(phone: Phone, cursor: str = "") -> dict[str, Any] | None:
    """Pull everything after a cursor, over a good line; None if the server refuses, or would have all begin anew."""
    rows: dict[str, Any] = {}
    more = True
    while more:
        path = f"/api/v1/sync/pull?device={phone.memory.device}&cursor={quote(cursor)}"
        answer = phone.around.wire.carry_safely(Request(phone.line, phone.memory.person, "GET", path))
        if answer.status != 200 or answer.json["reset"]:
            return None
        page = answer.json
        rows |= {f"{change['kind']} {change['id']}": change["value"] for change in page["changes"]}
        cursor, more = page["cursor"], page["more"]
    return rows
