"""`make fuzz`: a hundred thousand damaged replies, and what came of them.

Inputs are made by hypothesis: it draws them from the structure of our messages, makes a
failing one small, and needs no compiler.  Coverage-guided fuzzers see little here: the
parser of untrusted bytes is msgpack's, which is compiled.
"""

import resource
import sys
import time
from dataclasses import dataclass
from typing import Any

import click
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import seed as seeded
from rich.console import Console
from rich.table import Table

from fuzz_targets import TARGETS, Target

ROUND = 2000  # hypothesis remembers what it tried: rounds keep that small
SLOWEST_S = 2.0  # of processor time, for one input
GROWTH_MIB = 256  # of the whole process, for one target
MEMORY_MIB = 3072  # of address space beyond what is used at the start
TOTAL = 120_000


@dataclass
class Found:
    """What a target went through."""

    count: int = 0
    slowest_s: float = 0.0
    slowest: Any = None
    growth_mib: float = 0.0


def hunt(target: Target, examples: int, *, seed: int) -> Found:
    """Try a target with about as many inputs; raises what the target raises."""
    found = Found()
    before = _peak_mib()
    while found.count < examples:
        already = found.count
        _round(target, min(ROUND, examples - found.count), seed + already, found)
        if found.count == already:
            break
    found.growth_mib = _peak_mib() - before
    return found


def _round(target: Target, examples: int, seed: int, found: Found) -> None:
    @seeded(seed)
    @settings(
        max_examples=examples,
        deadline=None,  # a busy machine is no fault: processor time is bounded below
        database=None,
        phases=(Phase.generate, Phase.shrink),
        suppress_health_check=list(HealthCheck),
    )
    @given(target.inputs)
    def try_one(value: Any) -> None:
        started = time.process_time()
        target.check(value)
        took = time.process_time() - started
        found.count += 1
        if took > found.slowest_s:
            found.slowest_s, found.slowest = took, value
        assert took < SLOWEST_S, f"{took:.2f} s for one input"

    try_one()


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
        found = hunt(target, int(total * target.share / shares) + 1, seed=seed)
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
