"""One step: an act, and some time. A new act is a function in `acts` or `office_acts`, and a line here."""

from __future__ import annotations

from collections.abc import Callable

from tests.simulation import acts, office_acts
from tests.simulation.world import HOUR_MS, MINUTE_MS, World

Act = Callable[[World], str]


def step(world: World) -> None:
    """Let one thing happen, and some time pass."""
    world.steps += 1
    (act,) = world.chance.choices([act for _weight, act in ACTS], [weight for weight, _act in ACTS])
    world.journal.say(f"step {world.steps}: {act(world)}")
    pauses = (0, 1_000, 15_000, 50_000, 70_000, 4 * MINUTE_MS, 25 * MINUTE_MS, 2 * HOUR_MS, 7 * HOUR_MS, 50 * HOUR_MS)
    (pause,) = world.chance.choices(pauses, (20, 20, 15, 12, 10, 8, 6, 4, 2, 0.4))
    world.let_pass(pause)


#: How often each happens, beside the others.
ACTS: tuple[tuple[float, Act], ...] = (
    (14, acts.a_client_comes),
    (16, acts.a_phone_syncs),
    (6, acts.everybody_syncs),
    (6, acts.a_phone_beats),
    (8, acts.signal_changes),
    (3, acts.a_phone_is_killed),
    (2, acts.a_capture_dies),
    (2, acts.a_clock_steps),
    (5, acts.a_client_is_met),
    (2, acts.a_registration_is_withdrawn),
    (3, acts.a_registration_is_completed),
    (6, acts.poison_is_written),
    (3, acts.the_future_is_written),
    (5, acts.a_code_is_scanned),
    (2, office_acts.a_case_is_opened),
    (6, office_acts.a_case_is_settled),
    (1, office_acts.a_phone_is_revoked),
    (0.7, office_acts.somebody_leaves),
    (2, office_acts.somebody_returns),
    (3, office_acts.a_phone_is_enrolled),
    (0.7, acts.a_phone_is_wiped),
    (1.5, acts.a_storage_is_damaged),
    (1, office_acts.the_server_clock_steps),
    (2, acts.a_text_comes_in_the_morning),
    (1.5, office_acts.a_client_is_released),
    (2, office_acts.a_client_is_taken_from_the_pool),
    (1.5, office_acts.a_client_changes_hands),
    (2.5, office_acts.the_server_clock_is_set_back),
    (22, acts.a_trick_is_played),
)
