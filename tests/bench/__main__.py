"""`python -m tests.bench ruling` or `look-up`: measure, print, leave nothing behind."""

from __future__ import annotations

import argparse

from tests.bench.look_up import measure_look_up
from tests.bench.ruling import measure_ruling


def main() -> None:
    """Run one measurement."""
    parser = argparse.ArgumentParser(prog="dev.py bench", description=__doc__)
    parser.add_argument("what", choices=("ruling", "look-up"))
    parser.add_argument("--identities", type=int, default=3_000_000, help="how many numbers the office knows (look-up)")
    parser.add_argument("--database", choices=("sqlite", "postgresql", "both"), default="both")
    wish = parser.parse_args()
    if wish.what == "ruling":
        measure_ruling()
    else:
        kinds = ("sqlite", "postgresql") if wish.database == "both" else (wish.database,)
        for kind in kinds:
            measure_look_up(kind, wish.identities)


if __name__ == "__main__":
    main()
