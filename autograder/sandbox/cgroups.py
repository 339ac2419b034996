"""cgroup v2: limits of a whole sandbox by the kernel, where a cgroup is delegated.

A cgroup is delegated if the ordinary user that grades owns it, if systemd marked it
(`Delegate=yes`), or if AUTOGRADER_CGROUP names it.  Of its controllers we use what is
there.

    systemd-run --user --scope -p Delegate=yes autograder class submitted

    delegated   the cgroup in which sandboxes make their own, or None
    Group       the cgroup of one sandbox: its limits, why it ended, how it ends

The watchdog stays in charge: it knows which fork of a notebook takes too much, and ends
only that fork.  The kernel's limits are higher and end the whole sandbox.
"""

import contextlib
import os
import secrets
import time
from functools import cache
from pathlib import Path

from autograder.sandbox.limits import MIB, Limits

VARIABLE = "AUTOGRADER_CGROUP"
_MARKS = "user.delegate", "trusted.delegate"  # of systemd
_HEADROOM = 1.25  # over the watchdog's limit, which is fairer
_MORE_PROCESSES = 8  # the watchdog, and processes that are ending
_END_S = 5.0


class Group:
    """The cgroup of one sandbox.  Every process started in it stays in it."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @classmethod
    def where_delegated(cls, limits: Limits) -> "Group | None":
        """A new one; without one the watchdog does what it can."""
        parent = delegated()
        with contextlib.suppress(OSError):
            return cls.make(parent, limits) if parent else None
        return None

    @classmethod
    def make(cls, parent: Path, limits: Limits) -> "Group":
        """A new one below `parent`, with all limits that its controllers offer."""
        group = cls(parent / f"sandbox-{secrets.token_hex(8)}")
        group.path.mkdir()
        memory = int(limits.memory_mib * MIB * _HEADROOM)
        group.limit("memory.max", str(memory))
        group.limit("memory.swap.max", "0")
        group.limit("memory.oom.group", "1")
        group.limit("pids.max", str(limits.processes + _MORE_PROCESSES))
        return group

    def limit(self, name: str, value: str) -> None:
        """Set one limit, if its controller is delegated."""
        file = self.path / name
        if file.exists():
            file.write_text(value)

    def ended_for(self) -> str | None:
        """ "memory" if the kernel ended it for that."""
        with contextlib.suppress(OSError, ValueError):
            lines = (self.path / "memory.events").read_text().splitlines()
            events = dict(line.split() for line in lines)
            if int(events.get("oom_kill", 0)):
                return "memory"
        return None

    def end(self) -> None:
        """End all its processes, even those that are starting, and remove it."""
        deadline = time.monotonic() + _END_S
        while self.path.exists() and time.monotonic() < deadline:
            with contextlib.suppress(OSError):  # before Linux 5.14 there is none
                (self.path / "cgroup.kill").write_text("1")
            with contextlib.suppress(OSError):
                self.path.rmdir()
                return
            time.sleep(0.005)


def join(group: str) -> None:
    """Put the calling process, and all that it will start, into a group."""
    (Path(group) / "cgroup.procs").write_text("0")


def offered(parent: Path) -> list[str]:
    """What a delegated cgroup can do, for `autograder doctor`."""
    controllers = _words(parent / "cgroup.controllers")
    limits = [name for name in ("memory", "pids") if name in controllers]
    kill = ["kill"] if (parent / "cgroup.events").exists() else []
    return [*limits, *kill]


@cache
def delegated() -> Path | None:
    """The cgroup for sandboxes; made ready once.  None where none is delegated."""
    named = os.environ.get(VARIABLE)
    found = Path(named) if named else own_group()
    if found is None or not (named or is_delegated(found)):
        return None
    with contextlib.suppress(OSError):
        return make_ready(found)
    return None


def own_group(proc: Path = Path("/proc/self")) -> Path | None:
    """The cgroup of version 2 that this process is in."""
    with contextlib.suppress(OSError):
        lines = (proc / "cgroup").read_text().splitlines()
        inside = next((line[3:] for line in lines if line.startswith("0::")), None)
        mounts = map(str.split, (proc / "mountinfo").read_text().splitlines())
        root = next((fields[4] for fields in mounts if "cgroup2" in fields), None)
        if inside and root:
            return Path(root + inside.rstrip("/"))
    return None


def is_delegated(group: Path) -> bool:
    """Whether the manager of this machine's cgroups delegated this one to us."""
    with contextlib.suppress(OSError):
        if os.stat(group).st_uid == os.getuid() != 0:
            return os.access(group / "cgroup.procs", os.W_OK)
        marks = set(os.listxattr(group)) & set(_MARKS)
        return any(os.getxattr(group, mark) == b"1" for mark in marks)
    return False


def make_ready(group: Path) -> Path:
    """Give its controllers to its children: it must hold no process itself for that."""
    for left in group.glob("sandbox-*"):  # by a grader that was killed
        with contextlib.suppress(OSError):  # a process runs in it
            left.rmdir()
    wanted = {"memory", "pids"} & set(_words(group / "cgroup.controllers"))
    wanted -= set(_words(group / "cgroup.subtree_control"))
    if wanted:
        graders = group / "graders"
        graders.mkdir(exist_ok=True)
        for pid in _words(group / "cgroup.procs"):
            with contextlib.suppress(ProcessLookupError):  # it has just ended
                (graders / "cgroup.procs").write_text(pid)
        words = " ".join(f"+{name}" for name in sorted(wanted))
        (group / "cgroup.subtree_control").write_text(words)
    return group


def _words(file: Path) -> list[str]:
    with contextlib.suppress(OSError):
        return file.read_text().split()
    return []
