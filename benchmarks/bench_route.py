"""How long one decision takes, explanation included, for every pack that comes with the portal.

Run from the top of the checkout: `.venv/bin/python -m benchmarks.bench_route`. The situations are
every raiser and subject the pack names, informal and written, with and without an alleged breach
of the code; the figure is the mean over all of them of the best of several rounds, so that a busy
machine counts for little.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date
from functools import partial
from statistics import mean

from concerns.engine.facts import Facts, Nature
from concerns.engine.protocol import Protocol
from concerns.engine.routing import route
from concerns.protocols import loader
from concerns.protocols.checking.grid import Grid
from concerns.protocols.rosters import Cast

ON = date(2026, 1, 15)
LIMIT = 200.0  # microseconds
ROUNDS = 15


def decisions(protocol: Protocol) -> list[Callable[[], object]]:
    """One call of the engine for each situation."""
    cast, law = Cast(protocol), loader.law()
    kinds = Grid(protocol, cast).kinds
    calls: list[Callable[[], object]] = []
    for raiser in kinds:
        for subject in kinds:
            for written in (False, True):
                for code_breach in (False, True):
                    facts = Facts(
                        raised_by=(cast.party(raiser, nth=1),),
                        about=(cast.party(subject, nth=2),),
                        natures=frozenset({Nature.BEHAVIOUR}),
                        written=written,
                        code_breach=code_breach,
                    )
                    roster = cast.roster(parties=(*facts.raised_by, *facts.about))
                    calls.append(partial(route, facts, protocol, roster, ON, law))
    return calls


def microseconds(calls: list[Callable[[], object]]) -> tuple[float, float]:
    """The mean over all situations, and the slowest of them; the best of several rounds each."""
    best = [float("inf")] * len(calls)
    for _ in range(ROUNDS):
        for place, call in enumerate(calls):
            start = time.perf_counter()
            call()
            best[place] = min(best[place], time.perf_counter() - start)
    return mean(best) * 1e6, max(best) * 1e6


def main() -> int:
    slow = False
    print(f"{'pack':16}{'situations':>12}{'mean us':>10}{'slowest us':>12}")
    for council in loader.shipped():
        calls = decisions(loader.find(council))
        usual, slowest = microseconds(calls)
        slow = slow or usual > LIMIT
        print(f"{council:16}{len(calls):12}{usual:10.1f}{slowest:12.1f}")
    return 1 if slow else 0


if __name__ == "__main__":
    raise SystemExit(main())
