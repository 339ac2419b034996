"""What a command costs: wall-clock time, CPU time and the memory of its processes."""

import contextlib
import os
import resource
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import click
import psutil

_EVERY_S = 0.5
_LEVELS = 2  # the command, its workers, their warm processes; below are students


@dataclass(frozen=True)
class Cost:
    """Of a command that graded `count` submissions, in seconds; memory in MiB.

    memory: (submissions done, the grader's processes, those of students too).
    """

    command: str
    count: int
    wall_s: float
    cpu_s: float
    memory: list[tuple[int, float, float]] = field(default_factory=list)


def measure(
    title: str,
    command: list[str],
    root: Path,
    count: int,
    *,
    done: Callable[[], int] | None = None,
    may_fail: bool = False,
) -> Cost:
    """Run a command to its end; with `done`, watch its memory as work gets done."""
    click.echo(f"{title}: {count} submissions ...", err=True)
    tools = Path(sys.executable).parent
    environment = {**os.environ, "PATH": f"{tools}{os.pathsep}{os.environ['PATH']}"}
    memory: list[tuple[int, float, float]] = []
    with open(root / "log.txt", "ab") as log, _cpu_account() as account:
        started = time.monotonic()
        process = subprocess.Popen(
            command,
            cwd=root,
            env=environment,
            stdout=log,
            stderr=log,
            preexec_fn=account.enter,
        )
        if done is not None:
            watcher = threading.Thread(target=_watch, args=(process, done, memory))
            watcher.start()
        code = process.wait()
        wall = time.monotonic() - started
        cpu = account.seconds()
    if code and not may_fail:  # a command that refuses is quick, and no result
        sys.exit((root / "log.txt").read_text(errors="replace")[-3000:])
    return Cost(title, count, wall, cpu, memory)


def _watch(
    process: subprocess.Popen[bytes],
    done: Callable[[], int],
    memory: list[tuple[int, float, float]],
) -> None:
    while process.poll() is None:
        with contextlib.suppress(psutil.Error):
            memory.append((done(), *_memory_of(psutil.Process(process.pid))))
        time.sleep(_EVERY_S)


def _memory_of(command: psutil.Process) -> tuple[float, float]:
    """MiB of the grader's own processes, and of all; shared pages count once."""
    graders, level = [command], [command]
    for _ in range(_LEVELS):
        level = [child for each in level for child in _children(each)]
        graders += level
    everybody = [command, *command.children(recursive=True)]
    return sum(map(_pss, graders)), sum(map(_pss, everybody))


def _children(process: psutil.Process) -> list[psutil.Process]:
    with contextlib.suppress(psutil.Error):
        return list(process.children())
    return []


def _pss(process: psutil.Process) -> float:
    with contextlib.suppress(psutil.Error):
        return float(process.memory_full_info().pss) / (1 << 20)
    return 0.0


class _ByCgroup:
    """CPU time of a control group: of processes that nobody waited for, too."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def enter(self) -> None:
        (self.folder / "cgroup.procs").write_text(str(os.getpid()))

    def seconds(self) -> float:
        return int((self.folder / "cpuacct.usage").read_text()) / 1e9


class _ByChildren:
    """CPU time of our children that ended, and of those that they waited for."""

    def __init__(self) -> None:
        self.before = self._now()

    def enter(self) -> None:
        pass

    def seconds(self) -> float:
        return self._now() - self.before

    def _now(self) -> float:
        usage = resource.getrusage(resource.RUSAGE_CHILDREN)
        return usage.ru_utime + usage.ru_stime


@contextlib.contextmanager
def _cpu_account() -> Iterator[_ByCgroup | _ByChildren]:
    try:
        folder = Path(tempfile.mkdtemp(dir="/sys/fs/cgroup/cpuacct"))
    except OSError:  # no such controller, or it is not ours
        yield _ByChildren()
        return
    try:
        yield _ByCgroup(folder)
    finally:
        with contextlib.suppress(OSError):  # somebody still ends in there
            folder.rmdir()
