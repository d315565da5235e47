"""What a run says: one summary, one line for each fault, and for a violation all that is needed to see it again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

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


def caught(name: str, tolds: Iterable[Told]) -> tuple[bool, str]:
    """Say whether a planted fault was noticed, by how many seeds, and by which invariants."""
    told = list(tolds)
    by = Counter(each.violation.invariant for each in told if each.violation is not None)
    total = sum(by.values())
    names = ", ".join(f"{invariant} {count}" for invariant, count in by.most_common())
    verdict = "caught" if total else "NOT CAUGHT"
    return total > 0, f"{name:<38} {verdict} by {total} of {len(told)} seeds  {names}".rstrip()
