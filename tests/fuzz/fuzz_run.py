"""`make fuzz`: a hundred thousand damaged replies, and what came of them.

Inputs are drawn by hypothesis from the structure of our messages, and each of them is
changed some more times at random, by a seed that it determines; a failing one is made
small.  A fuzzer that is guided by coverage sees little here: the parser of untrusted
bytes is msgpack's, which is compiled.
"""

import random
import resource
import sys
import time
import zlib
from dataclasses import dataclass
from typing import Any

import click
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import seed as seeded
from rich.console import Console
from rich.table import Table

from fuzz_target import Target
from fuzz_targets import TARGETS

ROUND = 2000  # hypothesis remembers what it tried: rounds keep that small
SLOWEST_S = 2.0  # of processor time, for one input
GROWTH_MIB = 256  # of the whole process, for one target
MEMORY_MIB = 3072  # of address space beyond what is used at the start
TOTAL = 120_000
VARIATIONS = 60  # of each input that hypothesis draws


@dataclass
class Found:
    """What a target went through."""

    count: int = 0
    slowest_s: float = 0.0
    slowest: Any = None
    growth_mib: float = 0.0


def hunt(target: Target, inputs: int, *, seed: int, variations: int = 2) -> Found:
    """Try a target with about as many inputs; raises what the target raises."""
    found = Found()
    before = _peak_mib()
    variations = variations if target.vary else 0
    while found.count < inputs:
        already = found.count
        draws = -(-(inputs - already) // (1 + variations))
        _round(target, min(ROUND, draws), seed + already, found, variations)
        if found.count == already:
            break
    found.growth_mib = _peak_mib() - before
    return found


def _round(
    target: Target, draws: int, seed: int, found: Found, variations: int
) -> None:
    @seeded(seed)
    @settings(
        max_examples=draws,
        deadline=None,  # a busy machine is no fault: processor time is bounded below
        database=None,
        phases=(Phase.generate, Phase.shrink),
        suppress_health_check=list(HealthCheck),
    )
    @given(target.inputs)
    def try_one(value: Any) -> None:
        _try(target, value, found)
        rng = random.Random(zlib.crc32(repr(value).encode("utf-8", "replace")))
        for _ in range(variations):
            assert target.vary is not None
            _try(target, target.vary(value, rng), found)

    try_one()


def _try(target: Target, value: Any, found: Found) -> None:
    started = time.process_time()
    try:
        target.check(value)
    except BaseException as error:
        error.add_note(f"{target.name}: {value!r}"[:2000])
        raise
    took = time.process_time() - started
    found.count += 1
    if took > found.slowest_s:
        found.slowest_s, found.slowest = took, value
    assert took < SLOWEST_S, f"{took:.2f} s for {value!r}"[:2000]


def _peak_mib() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


@click.command()
@click.option(
    "--total", default=TOTAL, show_default=True, help="Inputs of all targets."
)
@click.option("--seed", default=0, show_default=True, help="Another one, other inputs.")
@click.option("--only", help="One target.")
def main(total: int, seed: int, only: str | None) -> None:
    """Fuzz everything that comes from the sandbox, and print what was run."""
    _limit_memory()
    targets = [each for each in TARGETS if only in (None, each.name)]
    shares = sum(each.share for each in targets)
    table = Table("target", "inputs", "seconds", "slowest input", "peak memory grew by")
    count, failed = 0, []
    for target in targets:
        started = time.monotonic()
        inputs = int(total * target.share / shares) + 1
        found = hunt(target, inputs, seed=seed, variations=VARIATIONS)
        count += found.count
        table.add_row(
            target.name,
            f"{found.count}",
            f"{time.monotonic() - started:.0f}",
            f"{1000 * found.slowest_s:.1f} ms",
            f"{found.growth_mib:.0f} MiB",
        )
        Console().print(f"{target.name}: slowest {repr(found.slowest)[:200]}")
        if found.growth_mib > GROWTH_MIB:
            failed.append(f"{target.name} grew by {found.growth_mib:.0f} MiB")
    Console().print(table)
    Console().print(f"{count} inputs, seed {seed}: only our own errors. {failed or ''}")
    sys.exit(1 if failed else 0)


def _limit_memory() -> None:
    """An input that asks for more than this fails instead of being paid for."""
    with open("/proc/self/statm", encoding="ascii") as file:
        used = int(file.read().split()[0]) * resource.getpagesize()
    bound = used + (MEMORY_MIB << 20)
    resource.setrlimit(resource.RLIMIT_AS, (bound, bound))


if __name__ == "__main__":
    main()
