# SPDX-License-Identifier: Apache-2.0
"""Clocks for the benchmarks: how often in a second, how long at the median."""

import statistics
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence

MILLI = 1_000


def per_second(work: Callable[[], object], seconds: float = 0.5) -> float:
    """How often ``work`` runs in a second, over at least ``seconds``."""
    done, started = 0, time.perf_counter()
    while (passed := time.perf_counter() - started) < seconds or not done:
        work()
        done += 1
    return done / passed


def seconds_of(work: Callable[[], object]) -> float:
    """How long one run takes."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def median_ms(work: Callable[[], object], times: int) -> float:
    """Milliseconds at the median of ``times`` runs, after one that is not counted."""
    work()
    return MILLI * statistics.median(seconds_of(work) for _ in range(times))


def process_ms(command: Sequence[str], times: int, env: Mapping[str, str] | None = None) -> float:
    """Milliseconds from start to end of a process at the median. Raises ``CalledProcessError`` where it does
    not end with 0: what failed was not measured.
    """
    return median_ms(lambda: run_process(command, env), times)


def run_process(command: Sequence[str], env: Mapping[str, str] | None = None) -> str:
    """Run to the end and return standard output; ``CalledProcessError`` as above."""
    done = subprocess.run(  # noqa: S603 — our own commands, no shell
        command, env=env, check=True, text=True, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE
    )
    return done.stdout
