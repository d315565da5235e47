"""What people and phones do: clients come, entries are written and sent, lines and storages break."""

from __future__ import annotations

from copy import deepcopy

from tests.simulation.desks import scan
from tests.simulation.memory import WAITING, Memory
from tests.simulation.phone import Phone
from tests.simulation.world import HOUR_MS, MINUTE_MS, World


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
    phone = world.any_phone()
    half = deepcopy(phone.memory)
    half.write({"type": "registration", "body": {"source": "walk_in"}}, {"phone": world.numbers[0]}, phone.wall_ms)
    phone.kill()
    return f"{phone.login} is killed in the middle of a write"


def a_phone_syncs(world: World) -> str:
    phone = world.any_phone()
    phone.sync()
    return f"{phone.login} syncs"


def everybody_syncs(world: World) -> str:
    for phone in world.phones:
        phone.sync()
    return "everybody syncs"


def a_phone_beats(world: World) -> str:
    phone = world.any_phone()
    phone.beat()
    return f"{phone.login} sends its head"


def signal_changes(world: World) -> str:
    phone = world.any_phone()
    phone.online = not phone.online
    return f"{phone.login} is {'online' if phone.online else 'offline'}"


def a_phone_is_killed(world: World) -> str:
    phone = world.any_phone()
    phone.kill()
    return f"{phone.login} is killed"


def a_clock_steps(world: World) -> str:
    phone = world.any_phone()
    by_ms = world.chance.choice((-6 * HOUR_MS, -10 * MINUTE_MS, -30_000, 30_000, 10 * MINUTE_MS, 6 * HOUR_MS))
    phone.step_clock(by_ms)
    return f"{phone.login}'s clock steps by {by_ms // 1000} s"


def a_client_is_met(world: World) -> str:
    phone = world.any_phone()
    known = _known(world, phone)
    if known is None:
        return f"{phone.login} has nobody to meet"
    entry_id, number = known
    phone.meet(phone.memory.own[entry_id], number, call=world.chance.random() < 0.5)
    return f"{phone.login} meets {number}"


def a_registration_is_withdrawn(world: World) -> str:
    phone = world.any_phone()
    known = _known(world, phone)
    if known is None:
        return f"{phone.login} has nothing to take back"
    phone.withdraw(phone.memory.own[known[0]], known[1])
    return f"{phone.login} takes {known[1]} back"


def a_registration_is_completed(world: World) -> str:
    phone = world.any_phone()
    known = _known(world, phone)
    if known is None:
        return f"{phone.login} has nothing to complete"
    entry = phone.register(known[1], amends=known[0], ticket=False)
    _remember(world, phone, entry.id, known[1])
    return f"{phone.login} completes {known[1]}"


def poison_is_written(world: World) -> str:
    phone = world.any_phone()
    phone.register("12", ticket=False)
    _send_at_once(world, phone)
    return f"{phone.login} types half a number"


def the_future_is_written(world: World) -> str:
    phone = world.any_phone()
    phone.write_from_the_future()
    _send_at_once(world, phone)
    return f"{phone.login} writes what this server does not know"


def _send_at_once(world: World, phone: Phone) -> None:
    """Send what was written, as the app does after each capture; and again, if the first answer was lost."""
    for _ in range(world.chance.choice((0, 1, 2))):
        phone.sync()
        world.let_pass(world.chance.choice((0, 6 * MINUTE_MS)))


def a_text_comes_in_the_morning(world: World) -> str:
    """Write in the evening, send the head by the last bar of signal, and the text after the night."""
    phone = world.any_phone()
    number = world.chance.choice(world.numbers)
    entry = phone.register(number)
    _remember(world, phone, entry.id, number)
    phone.online = True
    phone.beat()
    phone.online = False
    world.let_pass(world.chance.randint(5, 13) * HOUR_MS)
    phone.online = True
    phone.sync()
    return f"{phone.login} sends {number} after a night"


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


def a_phone_is_wiped(world: World) -> str:
    """Lose a phone's storage: what it had not sent is gone, and it needs a code to begin again."""
    phone = world.any_phone()
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
    phone = world.any_phone()
    if not phone.busy and not phone.closed and phone.online:
        phone._open_next_epoch()  # noqa: SLF001 - the app does it by itself, the world only breaks its chain
    return f"{phone.login}'s chain is damaged"


def a_trick_is_played(world: World) -> str:
    if not world.hostile:
        return "nobody is dishonest"
    phone = world.chance.choice(world.hostile)
    if phone.closed:
        return f"{phone.login} has no phone to play with"
    name = phone.play()
    world.tricks[name] = world.tricks.get(name, 0) + 1
    return f"{phone.login}: {name}"


def _known(world: World, phone: Phone) -> tuple[str, str] | None:
    known = [pair for pair in world.registered.get(phone.login, ()) if pair[0] in phone.memory.own]
    return world.chance.choice(known) if known else None
