"""What the chain over the record costs a request of 50 ms, in one run with the chain and without.

Run from the top of the checkout:
`.venv/bin/python -m protocol_portal.embedded run -- .venv/bin/python -m benchmarks.bench_record`.

Several clients of two councils at once open a transaction, add one event, work for 50 ms and
commit: so a chain that made anybody wait would show. The rounds take turns, with the trigger and
without it, on the same server; the figure is the ratio of the medians. The third column is the
chain made at insert, which lets a council wait for its slowest request.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from statistics import median

import psycopg

REQUEST = 0.05  # seconds
CLIENTS, REQUESTS, ROUNDS = 8, 20, 5
LIMIT = 1.05
_ADD = "INSERT INTO concerns_auditevent (council_id, type, at, data) VALUES (%s, 'x', now(), '{}')"


def client(number: int, *, at_insert: bool, took: list[float]) -> None:
    """Requests one after the other, as somebody of one of two councils."""
    with psycopg.connect(os.environ["DATABASE_URL"]) as connection:
        for _ in range(REQUESTS):
            start = time.perf_counter()
            connection.execute("SELECT set_config('app.engine', 'on', true)")
            connection.execute(_ADD, [1 + number % 2])
            if at_insert:
                connection.execute("SET CONSTRAINTS ALL IMMEDIATE")
            time.sleep(REQUEST)
            connection.commit()
            took.append(time.perf_counter() - start)


def one_round(*, chained: bool, at_insert: bool = False) -> list[float]:
    """How long each request took."""
    switch = "ENABLE" if chained else "DISABLE"
    with psycopg.connect(os.environ["OWNER_DATABASE_URL"]) as owner:
        owner.execute(f"ALTER TABLE concerns_auditevent {switch} TRIGGER linked")
    took: list[float] = []
    clients = [
        threading.Thread(target=client, args=(n,), kwargs={"at_insert": at_insert, "took": took})
        for n in range(CLIENTS)
    ]
    for each in clients:
        each.start()
    for each in clients:
        each.join()
    return took


def main() -> int:
    subprocess.run([sys.executable, "manage.py", "prepare_database", "--verbosity=0"], check=True)
    without: list[float] = []
    with_it: list[float] = []
    for _ in range(ROUNDS):
        without += one_round(chained=False)
        with_it += one_round(chained=True)
    at_insert = one_round(chained=True, at_insert=True)
    ratio = median(with_it) / median(without)
    print(f"{'a request of 50 ms':24}{'median ms':>12}{'requests':>10}")
    for name, took in (
        ("without the chain", without),
        ("linked at commit", with_it),
        ("linked at insert", at_insert),
    ):
        print(f"{name:24}{median(took) * 1000:12.1f}{len(took):10}")
    print(f"The chain costs {100 * (ratio - 1):+.1f} % (limit {100 * (LIMIT - 1):.0f} %).")
    return 1 if ratio > LIMIT else 0


if __name__ == "__main__":
    raise SystemExit(main())
