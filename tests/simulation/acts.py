"""What can happen in one step. A new act is a function here and a line in `ACTS`."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy

from tests.simulation.desks import scan
from tests.simulation.equip import enrol_again
from tests.simulation.memory import WAITING, Memory
from tests.simulation.phone import Phone
from tests.simulation.world import HOUR_MS, MINUTE_MS, World

Act = Callable[[World], str]


def step(world: World) -> None:
    """Let one thing happen, and some time pass."""
    world.server.forget_limits()
    world.steps += 1
    weights = [weight for weight, _act in ACTS]
    (act,) = world.chance.choices([act for _weight, act in ACTS], weights)
    world.journal.say(f"step {world.steps}: {act(world)}")
    pauses = (0, 1_000, 15_000, 50_000, 70_000, 4 * MINUTE_MS, 25 * MINUTE_MS, 2 * HOUR_MS, 7 * HOUR_MS, 50 * HOUR_MS)
    (pause,) = world.chance.choices(pauses, (20, 20, 15, 12, 10, 8, 6, 4, 2, 0.4))
    world.let_pass(pause)


def a_client_comes(world: World) -> str:
    """Let one, two or three agents register a client, with signal or without, and the client scan or not."""
    number = world.chance.choice(world.numbers)
    writing = [phone for phone in world.phones if not phone.blank]
    met = world.chance.sample(writing, min(len(writing), world.chance.choice((1, 2, 2, 3))))
    for phone in met:
        if phone.closed:
            continue
        if world.chance.random() < 0.4:
            phone.online = False
        _register(world, phone, number)
        world.let_pass(world.chance.choice((0, 2_000, 20_000, 90_000, 6 * MINUTE_MS)))
    return f"{number} comes to {', '.join(phone.login for phone in met)}"


def _register(world: World, phone: Phone, number: str) -> None:
    complete = world.chance.random() < 0.85
    entry = phone.register(number, surname="王" if complete else "")
    _remember(world, phone, entry.id, number)
    draw = world.chance.random()
    if draw < 0.1:
        phone.kill()
    elif draw < 0.6:
        phone.sync()
    elif draw < 0.75:
        phone.beat()
    if world.chance.random() < 0.3:
        _scan_newest(world, phone)


def _remember(world: World, phone: Phone, entry_id: str, number: str) -> None:
    world.registered.setdefault(phone.login, []).append((entry_id, number))


def a_capture_dies(world: World) -> str:
    """Kill the app before the write is complete: nothing is kept, and the screen never said that it was."""
    phone = _any(world)
    half = deepcopy(phone.memory)
    half.write({"type": "registration", "body": {"source": "walk_in"}}, {"phone": world.numbers[0]}, phone.wall_ms)
    phone.kill()
    return f"{phone.login} is killed in the middle of a write"


def a_phone_syncs(world: World) -> str:
    phone = _any(world)
    phone.sync()
    return f"{phone.login} syncs"


def everybody_syncs(world: World) -> str:
    for phone in world.phones:
        phone.sync()
    return "everybody syncs"


def a_phone_beats(world: World) -> str:
    phone = _any(world)
    phone.beat()
    return f"{phone.login} sends its head"


def signal_changes(world: World) -> str:
    phone = _any(world)
    phone.online = not phone.online
    return f"{phone.login} is {'online' if phone.online else 'offline'}"


def a_phone_is_killed(world: World) -> str:
    phone = _any(world)
    phone.kill()
    return f"{phone.login} is killed"


def a_clock_steps(world: World) -> str:
    phone = _any(world)
    by_ms = world.chance.choice((-6 * HOUR_MS, -10 * MINUTE_MS, -30_000, 30_000, 10 * MINUTE_MS, 6 * HOUR_MS))
    phone.step_clock(by_ms)
    return f"{phone.login}'s clock steps by {by_ms // 1000} s"


def a_client_is_met(world: World) -> str:
    phone = _any(world)
    known = _known(world, phone)
    if known is None:
        return f"{phone.login} has nobody to meet"
    entry_id, number = known
    phone.meet(phone.memory.own[entry_id], number, call=world.chance.random() < 0.5)
    return f"{phone.login} meets {number}"


def a_registration_is_withdrawn(world: World) -> str:
    phone = _any(world)
    known = _known(world, phone)
    if known is None:
        return f"{phone.login} has nothing to take back"
    phone.withdraw(phone.memory.own[known[0]], known[1])
    return f"{phone.login} takes {known[1]} back"


def a_registration_is_completed(world: World) -> str:
    phone = _any(world)
    known = _known(world, phone)
    if known is None:
        return f"{phone.login} has nothing to complete"
    entry = phone.register(known[1], amends=known[0], ticket=False)
    _remember(world, phone, entry.id, known[1])
    return f"{phone.login} completes {known[1]}"


def poison_is_written(world: World) -> str:
    phone = _any(world)
    phone.register("12", ticket=False)
    return f"{phone.login} types half a number"


def the_future_is_written(world: World) -> str:
    phone = _any(world)
    phone.write_from_the_future()
    return f"{phone.login} writes what this server does not know"


def a_code_is_scanned(world: World) -> str:
    showing = [phone for phone in world.phones if phone.shown_codes]
    if not showing:
        return "nobody shows a code"
    phone = world.chance.choice(showing)
    _scan_newest(world, phone)
    return f"{phone.login}'s code is scanned"


def _scan_newest(world: World, phone: Phone) -> None:
    if not phone.shown_codes:
        return
    _entry, path, number = world.chance.choice(phone.shown_codes[-3:])
    answer = world.chance.choice(("", "yes", "yes", "somebody_else"))
    digits = number.replace(" ", "")[-4:] if world.chance.random() < 0.8 else "0000"
    scan(world.stranger, world.wire, world.times, path, answer=answer, last_four=digits)


def a_case_is_opened(world: World) -> str:
    world.manager.look_at_a_case()
    return "the manager looks at a case"


def a_case_is_settled(world: World) -> str:
    if world.manager.open_case is None or world.chance.random() < 0.3:
        world.manager.look_at_a_case()
    world.manager.settle()
    return "the manager settles a case"


def a_phone_is_revoked(world: World) -> str:
    phone = _any(world)
    done = world.admin.revoke(phone.memory.device)
    return f"the admin revokes {phone.login}'s phone: {done}"


def somebody_leaves(world: World) -> str:
    phone = _any(world)
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


def a_phone_is_wiped(world: World) -> str:
    """Lose a phone's storage: what it had not sent is gone, and it needs a code to begin again."""
    phone = _any(world)
    memory = phone.memory
    world.journal.wiped |= {entry.id for entry in memory.queue if entry.state == WAITING}
    world.registered.pop(phone.login, None)
    opened, held = memory.opening_anchor, memory.anchor
    phone.memory = Memory(memory.device, memory.person, memory.epoch, opened, held, memory.anchor_wall_ms, memory.key)
    phone.shown_codes, phone.closed, phone.blank = [], True, True
    phone.kill()
    return f"{phone.login}'s phone is wiped"


def a_storage_is_damaged(world: World) -> str:
    """Break a phone's chain: it opens a new epoch and writes again what the server has not got."""
    phone = _any(world)
    if not phone.busy and not phone.closed and phone.online:
        phone._open_next_epoch()  # noqa: SLF001 - the app does it by itself, the world only breaks its chain
    return f"{phone.login}'s chain is damaged"


def the_server_clock_steps(world: World) -> str:
    by_ms = world.chance.choice((-5 * MINUTE_MS, -40_000, -3_000, 3_000, 40_000))
    world.times.step_server(by_ms)
    world.journal.stepped |= {phone.memory.person for phone in world.phones}
    return f"the server's clock steps by {by_ms // 1000} s"


def a_trick_is_played(world: World) -> str:
    if not world.hostile:
        return "nobody is dishonest"
    phone = world.chance.choice(world.hostile)
    if phone.closed:
        return f"{phone.login} has no phone to play with"
    name = phone.play()
    world.tricks[name] = world.tricks.get(name, 0) + 1
    return f"{phone.login}: {name}"


def _any(world: World) -> Phone:
    """Choose a phone that has a chain; one that was wiped cannot even write."""
    return world.chance.choice([phone for phone in world.phones if not phone.blank] or world.phones)


def _known(world: World, phone: Phone) -> tuple[str, str] | None:
    known = [pair for pair in world.registered.get(phone.login, ()) if pair[0] in phone.memory.own]
    return world.chance.choice(known) if known else None


#: How often each happens, beside the others.
ACTS: tuple[tuple[float, Act], ...] = (
    (14, a_client_comes),
    (16, a_phone_syncs),
    (6, everybody_syncs),
    (6, a_phone_beats),
    (8, signal_changes),
    (3, a_phone_is_killed),
    (2, a_capture_dies),
    (2, a_clock_steps),
    (5, a_client_is_met),
    (2, a_registration_is_withdrawn),
    (3, a_registration_is_completed),
    (6, poison_is_written),
    (3, the_future_is_written),
    (5, a_code_is_scanned),
    (2, a_case_is_opened),
    (6, a_case_is_settled),
    (1, a_phone_is_revoked),
    (0.7, somebody_leaves),
    (2, somebody_returns),
    (3, a_phone_is_enrolled),
    (0.7, a_phone_is_wiped),
    (1.5, a_storage_is_damaged),
    (1, the_server_clock_steps),
    (18, a_trick_is_played),
)
