# SPDX-License-Identifier: Apache-2.0
"""``scripts/bench NAME [--json] [--size N]``."""

import argparse
import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass

from registry.bench import gas, issuing, publishing, replay, serving, verifying
from registry.bench.result import Result, table, to_json
from registry.cli.options import speaker
from registry.errors import RegistryError

USAGE = 64


@dataclass(frozen=True, slots=True)
class Benchmark:
    """``measure`` takes a size and, where a chain runs already, its URL; ``size`` is the usual one."""

    measure: Callable[[int, str | None], list[Result]]
    size: int
    counts: str


BENCHMARKS = {
    "issue": Benchmark(issuing.measure, 1_000, "certificates, and then four times as many"),
    "verify": Benchmark(verifying.measure, 100, "warm verifications, a tenth of it cold ones"),
    "gas": Benchmark(gas.measure, 100, "status changes in the bulk call"),
    "status_lists": Benchmark(publishing.measure, 10_000, "certificates of one body"),
    "replay": Benchmark(replay.measure, 20_000, "events on each node"),
    "http": Benchmark(serving.measure, 400, "requests of each kind"),
}


def main(arguments: list[str] | None = None) -> int:
    """Measure one benchmark and print it; returns the exit code (protocol §8)."""
    try:
        given = _parse(arguments)
    except SystemExit as ended:
        return USAGE if ended.code else 0
    benchmark = BENCHMARKS[given.name]
    size = given.size or benchmark.size
    try:
        results = benchmark.measure(size, None)
    except RegistryError as error:
        speaker(None, given.json).error(error)
        return error.exit_code
    sys.stdout.write(to_json(given.name, size, results) if given.json else table(results))
    return 0


def _parse(arguments: list[str] | None) -> argparse.Namespace:
    sizes = "; ".join(f"{name}: {b.counts} ({b.size:,})" for name, b in BENCHMARKS.items())
    parser = argparse.ArgumentParser(
        prog="scripts/bench",
        description="Measure, with a reference taken in the same run on the same machine.",
        epilog=f"Sizes: {sizes}.",
    )
    parser.add_argument("name", choices=sorted(BENCHMARKS), metavar="NAME", help=" | ".join(BENCHMARKS))
    parser.add_argument("--json", action="store_true", help="one JSON document on standard output")
    parser.add_argument("--size", type=_positive, metavar="N", help="see below")
    return parser.parse_args(arguments)


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("must be 1 or more")
    return number


if __name__ == "__main__":
    # As an interrupt: the nodes that a benchmark started end with it.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    sys.exit(main())
