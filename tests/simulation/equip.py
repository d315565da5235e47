"""A phone for whoever has none in use: a code from the desk, a new key, and the old queue in a new chain."""

from __future__ import annotations

from tests.factories import chain_bytes
from tests.factories.line import Answer
from tests.simulation.entropy import SteadyKey
from tests.simulation.memory import compact
from tests.simulation.phone import Phone
from tests.simulation.wire import Request, ServerDiedError
from tests.simulation.world import World


def enrol_again(world: World, phone: Phone) -> bool:
    """Enrol with a code from the desk; say whether it was done."""
    code = world.manager.code_for(phone.memory.person)
    if code is None or not world.times.sign_in(phone.line, phone.login):
        return False
    key = SteadyKey(world.chance)
    wish = {"code": code, "public_key": chain_bytes.public_jwk(key), "label": "phone"}  # type: ignore[arg-type] # as a key
    request = Request(phone.line, phone.memory.person, "POST", "/api/v1/devices", compact(wish).encode())
    try:
        answer: Answer = world.wire.carry_safely(request)
    except ServerDiedError:
        return False
    if answer.status != 201:
        return False
    given = answer.json
    phone.kill()
    phone.memory.key, phone.memory.cursor = key, ""
    phone.memory.tickets, phone.memory.rows = [], {}
    phone.shown_codes = []
    phone.move(given["device"], given["epoch"], given["anchor"])
    phone.closed = phone.signed_out = phone.blank = False
    return True
