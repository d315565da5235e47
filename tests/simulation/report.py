"""What a run says: one summary, one line for each fault, and for a violation all that is needed to see it again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence

from tests.simulation.story import Told


def summary(tolds: Sequence[Told], seconds: float, database: str) -> str:
    """Say what was simulated."""
    counts: Counter[str] = Counter()
    for told in tolds:
        counts.update(told.counts)
    steps = sum(told.steps for told in tolds)
    violations = sum(told.violation is not None for told in tolds)
    parts = [f"{counts[name]} {name}" for name in sorted(counts)]
    return "\n".join(
        (
            f"simulation on {database}: {len(tolds)} seeds, {steps} steps, {', '.join(parts)}",
            f"{violations} violations, {seconds / 60:.1f} min",
        )
    )


def violation(told: Told, database: str) -> str:
    """Say what is wrong with a seed, with the end of its trace and the command that tells it again."""
    wrong = told.violation
    if wrong is None:
        return ""
    replay = f"python3 dev.py prove simulation --first {told.seed} --seeds 1 --database {database}"
    return "\n".join(
        (
            f"VIOLATION in seed {told.seed}, step {wrong.step}: {wrong.invariant}",
            f"  {wrong.what}",
            "  the trace before it:",
            *(f"    {line}" for line in wrong.tail),
            f"  again: {replay}",
        )
    )


def caught(name: str, spoken_of_by: Collection[str], tolds: Iterable[Told]) -> tuple[bool, str]:
    """Say whether a planted fault was noticed, by how many seeds, and by which of the invariants that speak of it."""
    told = list(tolds)
    by = Counter(each.violation.invariant for each in told if each.violation is not None)
    fitting = [each.seed for each in told if each.violation is not None and each.violation.invariant in spoken_of_by]
    names = ", ".join(
        f"{invariant} {count}{'' if invariant in spoken_of_by else ' (of another matter)'}"
        for invariant, count in by.most_common()
    )
    verdict = "caught" if fitting else "NOT CAUGHT"
    first = f", first by seed {fitting[0]}" if fitting else ""
    return bool(fitting), f"{name:<38} {verdict} by {len(fitting)} of {len(told)} seeds{first}: {names}".rstrip(": ")


def progress(name: str, done: int, of: int, seconds: float) -> str:
    """Say how far a run is, and how long the rest will take."""
    left = seconds / done * (of - done)
    return f"{name}: {done} of {of} seeds done, {of - done} left, {_clock(seconds)} so far, about {_clock(left)} to go"


def _clock(seconds: float) -> str:
    return f"{int(seconds) // 60}:{int(seconds) % 60:02}"
