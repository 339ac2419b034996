"""Reads the processes of a sandbox from /proc: parents, threads, memory."""

import contextlib
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_KIB = 1024


@dataclass(frozen=True, slots=True)
class Process:
    pid: int
    parent: int
    threads: int
    memory: int  # bytes; pages shared since a fork count here in each process

    def own_memory(self) -> int:
        """Bytes, shared pages divided among those who share them; slow to ask."""
        with contextlib.suppress(OSError, ValueError):
            with open(f"/proc/{self.pid}/smaps_rollup") as file:
                parts = dict(line.split(":") for line in file if line.startswith("Pss"))
            return _KIB * sum(_number(parts[k]) for k in ("Pss_Anon", "Pss_Shmem"))
        return self.memory


def descendants(ancestor: int) -> list[Process]:
    """Every process below `ancestor`; none where /proc is masked."""
    if os.path.exists(f"/proc/self/task/{os.getpid()}/children"):
        return list(_below(ancestor))
    # This kernel has no such files: read the parent of every process.
    processes = [process for pid in _numbers("/proc") for process in _read(pid)]
    family = {ancestor}
    while more := {p.pid for p in processes if p.parent in family} - family:
        family |= more
    return [p for p in processes if p.pid in family and p.pid != ancestor]


def total_memory(processes: Iterable[Process]) -> int:
    return sum(process.own_memory() for process in processes)


def _below(ancestor: int) -> Iterator[Process]:
    waiting = [ancestor]
    while waiting:
        for child in _children(waiting.pop()):
            yield from _read(child)
            waiting.append(child)


def _children(pid: int) -> Iterator[int]:
    for task in _numbers(f"/proc/{pid}/task"):
        path = f"/proc/{pid}/task/{task}/children"
        with contextlib.suppress(OSError), open(path) as file:
            yield from map(int, file.read().split())


def _numbers(directory: str) -> list[int]:
    with contextlib.suppress(OSError):
        return [int(name) for name in os.listdir(directory) if name.isdigit()]
    return []


def _read(pid: int) -> list[Process]:
    """The process, or nothing if it has ended meanwhile."""
    with contextlib.suppress(OSError, KeyError):
        with open(f"/proc/{pid}/status") as file:
            values = dict(line.split(":", 1) for line in file if ":" in line)
        # A zombie has no memory, and these lines are missing.
        memory = sum(_number(values.get(kind, "0")) for kind in ("RssAnon", "RssShmem"))
        parent, threads = _number(values["PPid"]), _number(values["Threads"])
        return [Process(pid, parent, threads, memory * _KIB)]
    return []


def _number(text: str) -> int:
    return int(text.split()[0])
