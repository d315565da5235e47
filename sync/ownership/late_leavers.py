"""What an agent wrote before leaving, and the server holds only afterwards: it is no right of the leaver's any more.

It says that the client was being looked after in this office, so the client goes the way of the leaver's others:

    somebody owns, or has owned since    nothing: whom the client has now does not answer for a late text
    a successor follows                  handed over, from the moment at which the record was first held
    nobody follows                       in the open pool, since the departure
    a colleague had received the client, who asked for the leaver, and nobody follows: the colleague's

Written after leaving, or stated so late that the time could not even contest, it says nothing. The leaver's own stretch
is as long as a moment: the sentences have to name who left, and the pool whose client it was.
"""

from __future__ import annotations

from dataclasses import replace

from sync.ownership import openings
from sync.ownership.acts import Departure
from sync.ownership.claims import Claim
from sync.ownership.enquiries import claims_nothing
from sync.ownership.standing import Ending, Opening, Presentation, Tenure
from sync.ownership.walk_state import Walk, ended


def received_by_another(state: Walk, claim: Claim, departure: Departure) -> Claim | None:
    """Return the claim of whoever received a client that had asked for a leaver whom nobody follows.

    So it is, too, where the leaver was gone already as the client asked.
    """
    if claim.standin_id is None or claim.standin_id in state.departed:
        return None
    if claim.capture.stated < departure.at and _successor(state, departure) is not None:
        return None
    return replace(claim, agent_id=claim.standin_id, standin_id=None, credit=None)


def present_of_leaver(state: Walk, presentation: Presentation, departure: Departure) -> Walk:
    """Let a claim of somebody who has left knock."""
    if state.tenure is not None or not _was_in_time(state, presentation, departure):
        return state
    before = state.last
    if before is not None and before.ended_at is not None and before.ended_at >= departure.at:
        return state
    state = ended(replace(state, tenure=_moment_of(state, presentation, departure)), departure.at, Ending.DEPARTURE)
    successor = _successor(state, departure)
    if successor is None:
        return state
    held = replace(departure, at=presentation.at)
    opened = openings.open_by_act(state.case, held, successor, Opening.ASSIGNMENT, state.last)
    # What another states to have written before the departure was never the leaver's: it may contest.
    return replace(state, tenure=replace(opened, act=departure, floor=before.ended_at if before else None))


def _was_in_time(state: Walk, presentation: Presentation, departure: Departure) -> bool:
    claim = presentation.claim
    if claims_nothing(claim, state.case.books.at(presentation.at)):
        return False
    return claim.capture.may_contest and claim.capture.stated < departure.at


def _moment_of(state: Walk, presentation: Presentation, departure: Departure) -> Tenure:
    opened = openings.open_by_claim(state.case, presentation, (presentation,), state.last)
    return replace(opened, opened_at=departure.at, opener_time=departure.at)


def _successor(state: Walk, departure: Departure) -> str | None:
    """Follow the hand-overs to somebody who is still here; a circle of leavers ends at nobody."""
    seen = {departure.agent_id}
    successor = departure.successor_id
    while successor is not None and successor in state.departed and successor not in seen:
        seen.add(successor)
        successor = state.departed[successor].successor_id
    return None if successor in seen else successor
