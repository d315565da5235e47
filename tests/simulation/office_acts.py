"""What the office does: cases, phones, people, the machine's clock, and clients that change hands by an act."""

from __future__ import annotations

from tests.factories.line import Answer
from tests.simulation.equip import enrol_again
from tests.simulation.memory import compact
from tests.simulation.phone import Phone
from tests.simulation.wire import Request
from tests.simulation.world import MINUTE_MS, World


def a_case_is_opened(world: World) -> str:
    world.manager.look_at_a_case()
    return "the manager looks at a case"


def a_case_is_settled(world: World) -> str:
    if world.manager.open_case is None or world.chance.random() < 0.3:
        world.manager.look_at_a_case()
    world.manager.settle()
    return "the manager settles a case"


def a_phone_is_revoked(world: World) -> str:
    phone = world.any_phone()
    done = world.admin.revoke(phone.memory.device)
    return f"the admin revokes {phone.login}'s phone: {done}"


def somebody_leaves(world: World) -> str:
    phone = world.any_phone()
    if world.admin.disable(phone.memory.person):
        world.disabled.add(phone.login)
    return f"{phone.login} leaves"


def somebody_returns(world: World) -> str:
    for phone in world.phones:
        if phone.login in world.disabled and world.admin.enable(phone.memory.person):
            world.disabled.discard(phone.login)
            phone.closed = phone.signed_out = True
            return f"{phone.login} returns"
    return "nobody is away"


def a_phone_is_enrolled(world: World) -> str:
    """Give a code to whoever has no phone in use: the queue of the old one is written again in a new chain."""
    for phone in world.phones:
        if phone.closed and phone.login not in world.disabled and enrol_again(world, phone):
            return f"{phone.login} has a phone again"
    return "everybody has a phone"


def a_client_is_released(world: World) -> str:
    phone = world.any_phone()
    known = [pair for pair in world.registered.get(phone.login, ()) if pair[0] in phone.memory.own]
    if not known:
        return f"{phone.login} has nobody to give up"
    entry_id, number = world.chance.choice(known)
    phone.release(phone.memory.own[entry_id], number)
    phone.sync()
    return f"{phone.login} gives {number} up"


def a_client_is_taken_from_the_pool(world: World) -> str:
    """Look at the open pool and take somebody: mostly one who is free, and mostly two agents at once."""
    takers = world.chance.sample(world.phones, 2)
    free = [client for phone in takers for client in _ask(world, phone, "GET", "/api/v1/ownership/pool")]
    if not free:
        return f"{takers[0].login} finds nobody in the pool"
    wish = compact({"client": world.chance.choice(free)}).encode()
    for phone in takers:
        _ask(world, phone, "POST", "/api/v1/ownership/pool/claims", wish)
    return f"{takers[0].login} and {takers[1].login} want the same one from the pool"


def _ask(world: World, phone: Phone, method: str, path: str, body: bytes = b"") -> list[str]:
    """Ask for the pool, or for one of it; return whom the phone may take."""
    if phone.closed or phone.signed_out or not phone.online:
        return []
    free: list[str] = []

    def hear(answer: Answer | None) -> None:
        if answer is not None and answer.status == 200:
            free.extend(client["id"] for client in answer.json["clients"] if client["may_take"])

    world.wire.carry(Request(phone.line, phone.memory.person, method, path, body), world.times.real_ms, hear)
    return free


def a_client_changes_hands(world: World) -> str:
    """Let the manager give a client to somebody, back to its owner, or to the pool."""
    clients = sorted({row.partition(" ")[2] for phone in world.phones for row in phone.memory.rows if "client" in row})
    if not clients:
        return "the manager knows of no client"
    agents = [phone.memory.person for phone in world.phones]
    what = world.chance.choice(("reassign", "reassign", "renew", "recycle"))
    done = world.manager.act(world.chance.choice(clients), what, world.chance.choice(agents))
    return f"the manager wants to {what} a client: {done}"


def the_server_clock_steps(world: World) -> str:
    """Let the machine's clock be off by less than a minute, as one is that is looked after."""
    to_ms = world.chance.choice((-25_000, -3_000, 0, 3_000, 25_000))
    world.step_server(to_ms)
    return f"the server's clock is {to_ms // 1000} s off"


def the_server_clock_is_set_back(world: World) -> str:
    """Set the machine's clock back by minutes while phones send, and right again before it has caught up.

    A server that has written nothing for longer than that cannot notice it: there it is a step that accuses nobody.
    """
    before, by_ms = world.times.server_shift_ms, world.chance.choice((20_000, 2 * MINUTE_MS, 10 * MINUTE_MS))
    if world.journal.newest < world.times.server_ms - by_ms + MINUTE_MS:
        by_ms = 20_000
    world.step_server(before - by_ms)
    for phone in world.chance.sample(world.phones, len(world.phones)):
        if world.chance.random() < 0.5:
            phone.sync()
            world.let_pass(world.chance.choice((0, 500, 4_000)))
    world.step_server(before)
    return f"the server's clock is set back by {by_ms // 1000} s, and right again"
