"""How long does ruling one client take, and how does that grow with the evidence?

Measured is what a push pays for each client: the walk, the reason, the search for what would have changed it, and the
sentences in both languages. The evidence is mixed: claims of twelve agents with heads and scans, and their contacts.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import timedelta
from random import Random
from statistics import median

from sync.ownership.case import Case, Contact
from sync.ownership.claims import Claim
from sync.ownership.counterfactual import find_counterfactual
from sync.ownership.explanation import explain
from sync.ownership.rulings import rule
from sync.ownership.tenure import walk
from tests.sync.office import at, call, captured, case, claim
from webapp.words import reasons

SIZES = (5, 50, 500)
ROUNDS = 9
AGENTS = [f"agent {number}" for number in range(12)]
START = at("09:00")


def measure_ruling() -> None:
    """Print the median of each size and its growth."""
    now = START + timedelta(days=20)
    print("pieces of evidence   walk ms   whole ruling ms   against 5 pieces")
    first = 0.0
    for size in SIZES:
        one = evidence(size)
        walked = _median(walk, one, now)
        whole = _median(_ruled, one)
        first = first or whole
        print(f"{size:18}   {walked:7.2f}   {whole:15.2f}   x{whole / first:.1f} for x{size // SIZES[0]} the evidence")


def evidence(size: int) -> Case:
    """Return a case with so many pieces: claims, the receipts of their heads, and contacts; the same every time."""
    chance = Random(size)  # noqa: S311 - a story, no secret
    claims: list[Claim] = []
    calls: list[Contact] = []
    pieces = 0
    while pieces < size:
        agent = chance.choice(AGENTS)
        moment = START + timedelta(minutes=chance.randrange(60 * 24 * 15))
        if chance.random() < 0.5 or not claims:
            head = moment + timedelta(minutes=chance.randrange(60))
            text = head + timedelta(minutes=chance.randrange(120))
            capture = captured(moment, text, heads=[head] if pieces + 2 <= size else ())
            claims.append(claim(agent, capture, id_=f"claim {len(claims)}"))
            pieces += 2 if pieces + 2 <= size else 1
        else:
            calls.append(call(agent, captured(moment)))
            pieces += 1
    return case(*sorted(claims, key=lambda each: (each.ruling_time, each.hash)), contacts=tuple(calls))


def _ruled(one: Case) -> None:
    standing = walk(one, START + timedelta(days=20))
    outcome = rule(standing, one.books)
    found = find_counterfactual(one, standing, outcome.reason)
    names = {agent: agent for agent in AGENTS}
    explain(outcome, found, names=names, words=reasons(), zone=one.zone)


def _median(job: Callable[..., object], *values: object) -> float:
    times = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        job(*values)
        times.append((time.perf_counter() - began) * 1000)
    return median(times)
