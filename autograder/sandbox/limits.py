"""What a student's process may use up.

The kernel enforces the limits of each process (`apply`); sums over all processes of a
sandbox, and wall-clock time, are the watchdog's.
"""

import contextlib
import os
import sys
from dataclasses import dataclass

MIB = 1 << 20
FOR_COPIES = 16  # processes that a notebook's own cells leave for copies of it


@dataclass(frozen=True, slots=True)
class Limits:
    """Of one sandbox: a notebook's kernel and the copies of it that checks talk to."""

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

    shared_user: RLIMIT_NPROC counts every task of this user on the machine, also what
    other containers run.  A tight limit would hit an honest notebook, so this one only
    slows a fork bomb down until the watchdog has counted it.
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
    _lower(resource.RLIMIT_NPROC, max(1, most - FOR_COPIES), most)


def _lower(what: int, soft: int, hard: int | None = None) -> None:
    """Never above what is allowed now."""
    import resource

    ceiling = resource.getrlimit(what)[1]
    wanted = hard or soft
    if ceiling != resource.RLIM_INFINITY:
        wanted = min(wanted, ceiling)
    with contextlib.suppress(ValueError, OSError):  # macOS refuses some of them
        resource.setrlimit(what, (min(soft, wanted), wanted))


def _tasks_of_user() -> int:
    with contextlib.suppress(OSError):
        return sum(map(_tasks_if_ours, filter(str.isdigit, os.listdir("/proc"))))
    return 0


def _tasks_if_ours(pid: str) -> int:
    with contextlib.suppress(OSError):  # it may end while we look
        if os.stat(f"/proc/{pid}").st_uid == os.getuid():
            return len(os.listdir(f"/proc/{pid}/task"))
    return 0
