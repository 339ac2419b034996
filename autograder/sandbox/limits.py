"""Resource limits of a student's process.

The kernel enforces the limits per process (`apply`).  The watchdog enforces wall-clock
time and the sums over all processes of a sandbox.
"""

import contextlib
import os
import sys
from dataclasses import dataclass

MIB = 1 << 20
FORK_RESERVE = 16  # processes that cells cannot use, kept for forks


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of one sandbox: a notebook's kernel and its forks for checks."""

    wall_s: float = 600
    cpu_s: int = 180  # of each process
    memory_mib: int = 1024  # sum over all processes, with the files they wrote
    address_space_mib: int = 4096  # of each process
    processes: int = 64  # threads count
    file_mib: int = 32  # one file
    scratch_mib: int = 64  # all files
    inodes: int = 4096
    open_files: int = 256


def apply(limits: Limits, *, shared_user: bool) -> None:
    """Lower this process's limits for good.

    shared_user: other processes of this user count too, because RLIMIT_NPROC counts
    every task of a user on the machine, those in other containers included.  A tight
    limit would fail an honest notebook, so a loose one only slows a fork bomb down
    until the watchdog counts it.
    """
    import resource  # not on Windows, where plan() must be able to say no

    _lower(resource.RLIMIT_CPU, limits.cpu_s, limits.cpu_s + 2)
    _lower(resource.RLIMIT_AS, limits.address_space_mib * MIB)
    _lower(resource.RLIMIT_FSIZE, limits.file_mib * MIB)
    _lower(resource.RLIMIT_NOFILE, limits.open_files)
    _lower(resource.RLIMIT_STACK, 16 * MIB)
    _lower(resource.RLIMIT_CORE, 0)
    if sys.platform == "linux":
        _lower(resource.RLIMIT_MSGQUEUE, 0)
        _lower(resource.RLIMIT_MEMLOCK, MIB)
    others = _tasks_of_user() + 512 if shared_user else 0
    most = limits.processes + others
    _lower(resource.RLIMIT_NPROC, max(1, most - FORK_RESERVE), most)


def _lower(what: int, soft: int, hard: int | None = None) -> None:
    """Never above the current hard limit."""
    import resource

    ceiling = resource.getrlimit(what)[1]
    wanted = hard or soft
    if ceiling != resource.RLIM_INFINITY:
        wanted = min(wanted, ceiling)
    with contextlib.suppress(ValueError, OSError):  # macOS refuses some of them
        resource.setrlimit(what, (min(soft, wanted), wanted))


def _tasks_of_user() -> int:
    with contextlib.suppress(OSError):
        return sum(map(_tasks_if_own, filter(str.isdigit, os.listdir("/proc"))))
    return 0


def _tasks_if_own(pid: str) -> int:
    with contextlib.suppress(OSError):  # it may end meanwhile
        if os.stat(f"/proc/{pid}").st_uid == os.getuid():
            return len(os.listdir(f"/proc/{pid}/task"))
    return 0
