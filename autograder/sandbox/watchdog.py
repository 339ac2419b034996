"""The watchdog: the first process of a sandbox.  When it ends, all others end.

With a pid namespace it is process 1, and the kernel ends the others with it.  Without
one it adopts orphans and ends its descendants itself.  The control socket connects it
to the grader: commands (interrupt, kill) come in, reasons go out.  When the grader
closes the control socket, or dies, the sandbox ends.
"""

import contextlib
import os
import select
import signal
import time
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from autograder.sandbox.limits import FORK_RESERVE, MIB, Limits
from autograder.sandbox.messages import Line
from autograder.sandbox.processes import Process, descendants, total_memory
from autograder.sandbox.scratch import remove, used_below, used_of_disk

TICK_S = 0.05
_SLOW_TICKS = 10  # between looks at the files
_MOST_ENDS = 20  # of one fork: a large one takes a while to end
_ORPHANS = -1  # no process has this id


class Ended(Exception):
    """The sandbox must end; `reason` goes to the grader."""

    def __init__(self, why: str, number: int = 0) -> None:
        super().__init__(why)
        self.reason = {"ended": why, "number": number}


@dataclass
class Watchdog:
    """Watches `kernel`, the process that runs the notebook."""

    kernel: int
    control: Line
    limits: Limits
    scratch: str  # the directory that can be written
    walled: bool  # only this sandbox's processes are visible; scratch is in memory

    def run(self) -> NoReturn:
        self.started = time.monotonic()
        self.ended: Counter[int] = Counter()  # forks, and how often each was killed
        self.scratch_used = used_of_disk if self.walled else used_below(self.scratch)
        try:
            self._watch()
        except Ended as end:
            with contextlib.suppress(OSError):
                self.control.send(end.reason)
        finally:
            end_descendants()
            if not self.walled:  # the grader may have died before cleaning up
                with contextlib.suppress(OSError):
                    remove(Path(self.scratch))
            os._exit(0)

    def _watch(self) -> NoReturn:
        poll = select.poll()
        poll.register(self.control, select.POLLIN | select.POLLHUP)
        with contextlib.suppress(AttributeError, OSError):  # Linux; else ticks will do
            poll.register(os.pidfd_open(self.kernel), select.POLLIN)
        ticks = 0
        while True:
            for fd, event in poll.poll(TICK_S * 1000):
                if fd == self.control.fileno():
                    self._read_commands(event)
            self._reap()
            self._check_sums(look_at_files=ticks % _SLOW_TICKS == 0)
            ticks += 1

    def _read_commands(self, event: int) -> None:
        for command in self.control.waiting():
            self._execute(command)
        if event & select.POLLHUP:
            raise Ended("control")

    def _execute(self, command: dict[str, Any]) -> None:
        pid = command.get("pid") or self.kernel
        if command.get("command") == "interrupt" and self._is_ours(pid):
            _signal(pid, signal.SIGINT)
        elif command.get("command") == "kill" and pid != self.kernel:
            if self._is_ours(pid):
                kill_tree(pid)
            self._end_orphans()

    def _end_orphans(self) -> None:
        """End what a fork has detached: it would use up the limits of others."""
        for _ in range(2):  # again, for what an orphan has started meanwhile
            families = self._families(descendants(os.getpid()))
            for process in families.get(_ORPHANS, []):
                _signal(process.pid, signal.SIGKILL)

    def _is_ours(self, pid: int) -> bool:
        """The number comes from inside: it may name any process."""
        family = {process.pid for process in descendants(os.getpid())}
        if not family and self.walled:  # no /proc, but every process belongs to us
            return pid > 1
        return pid in family

    def _reap(self) -> None:
        while True:
            try:
                pid, status = os.waitpid(-1, os.WNOHANG)
            except ChildProcessError:
                raise Ended("exit") from None
            if pid == 0:
                return
            if pid == self.kernel:
                code = os.waitstatus_to_exitcode(status)
                raise Ended("signal", -code) if code < 0 else Ended("exit", code)

    def _check_sums(self, *, look_at_files: bool) -> None:
        if time.monotonic() - self.started > self.limits.wall_s:
            raise Ended("time")
        processes = descendants(os.getpid())
        more = _threads(processes) - (self.limits.processes + 1)
        if more > 0:
            self._end_largest(
                processes, _threads, more, least=FORK_RESERVE, why="processes"
            )
            return
        used = self._check_files() if look_at_files or self.walled else 0
        self._check_memory(processes, used if self.walled else 0)

    def _check_files(self) -> int:
        used, files = self.scratch_used()
        if used > self.limits.scratch_mib * MIB or files > self.limits.inodes:
            raise Ended("files")
        return used

    def _check_memory(self, processes: list[Process], files: int) -> None:
        allowed = self.limits.memory_mib * MIB - files
        if sum(process.most_memory for process in processes) <= allowed:
            return
        more = total_memory(processes) - allowed
        if more > 0:
            self._end_largest(
                processes, total_memory, more, least=64 * MIB, why="memory"
            )

    def _end_largest(
        self,
        processes: list[Process],
        size: Callable[[list[Process]], int],
        more: int,
        *,
        least: int,
        why: str,
    ) -> None:
        """Kill the largest forks, with all that they started, until `more` is gone.

        A fork costs one check only.  The whole sandbox ends if no fork reaches `least`,
        or if one does not end.
        """
        families = self._families(processes)
        sizes = {root: size(family) for root, family in families.items()}
        large = [root for root in families if sizes[root] >= least]
        if not large:
            raise Ended(why)
        for root in sorted(large, key=lambda root: -sizes[root]):
            if more > 0:
                self._end_fork(root, families[root], why)
                more -= sizes[root]

    def _end_fork(self, root: int, family: list[Process], why: str) -> None:
        self.ended[root] += 1
        if self.ended[root] > _MOST_ENDS:
            raise Ended(why)
        with contextlib.suppress(OSError):
            self.control.send({"killed": root, "ended": why})
        for process in family:
            kill_tree(process.pid)

    def _families(self, processes: list[Process]) -> dict[int, list[Process]]:
        """All processes but the kernel, grouped by the fork that they descend from.

        Orphans form one family, because their origin is unknown.
        """
        parents = {process.pid: process.parent for process in processes}
        families: dict[int, list[Process]] = {}
        for process in processes:
            root = process.pid
            while parents.get(root) in parents and parents[root] != self.kernel:
                root = parents[root]
            if root != self.kernel:
                ours = parents[root] == self.kernel
                families.setdefault(root if ours else _ORPHANS, []).append(process)
        return families


def kill_tree(pid: int) -> None:
    """Kill a process and all that it started."""
    _signal(pid, signal.SIGSTOP)  # so that it starts no more
    for process in descendants(pid):
        _signal(process.pid, signal.SIGKILL)
    _signal(pid, signal.SIGKILL)


def end_descendants(timeout_s: float = 5) -> None:
    """End and reap every descendant, also those that start meanwhile."""
    deadline = time.monotonic() + timeout_s
    while time.monotonic() < deadline:
        for process in descendants(os.getpid()):
            _signal(process.pid, signal.SIGKILL)
        try:
            while os.waitpid(-1, os.WNOHANG)[0]:
                pass
        except ChildProcessError:
            return
        time.sleep(0.001)


def _threads(processes: Iterable[Process]) -> int:
    return sum(process.threads for process in processes)


def _signal(pid: int, number: signal.Signals) -> None:
    with contextlib.suppress(OSError):  # it has ended by itself
        os.kill(pid, number)
