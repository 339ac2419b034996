"""Reads the processes of a sandbox from /proc: parents, threads, memory.

Memory is what a process fills itself: its pages, its page tables, and the buffers of
its sockets.  Nobody sees how full a buffer is, so each socket counts as full.
"""

import contextlib
import os
import socket
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

_KIB = 1024


@dataclass(frozen=True, slots=True)
class Process:
    pid: int
    parent: int
    threads: int
    pages: int  # bytes; pages shared since a fork count here in each process
    page_tables: int  # bytes
    descriptors: int

    @property
    def most_memory(self) -> int:
        """Not less than its memory, in bytes; quick to ask."""
        return self.pages + self.page_tables + self.descriptors * socket_buffer()

    def own_memory(self) -> int:
        """Bytes without sockets; shared pages are divided among their owners."""
        with contextlib.suppress(OSError, ValueError):
            with open(f"/proc/{self.pid}/smaps_rollup") as file:
                parts = dict(line.split(":") for line in file if line.startswith("Pss"))
            pages = _KIB * sum(_number(parts[k]) for k in ("Pss_Anon", "Pss_Shmem"))
            return pages + self.page_tables
        return self.pages + self.page_tables

    def sockets(self) -> set[str]:
        """The sockets among its descriptors."""
        folder = f"/proc/{self.pid}/fd"
        links = (_link(f"{folder}/{number}") for number in _numbers(folder))
        return {link for link in links if link.startswith("socket:")}


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
    """The memory of these processes in bytes; slow to ask."""
    family = list(processes)
    sockets = set().union(*(process.sockets() for process in family))
    own = sum(process.own_memory() for process in family)
    return own + len(sockets) * socket_buffer()


@cache
def socket_buffer() -> int:
    """The most that one local socket keeps unread, in bytes.

    The kernel accepts another packet, of half the buffer's size, until it is full.
    """
    left, right = socket.socketpair()
    with left, right:
        return left.getsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF) * 3 // 2


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
        pages = sum(_number(values.get(kind, "0")) for kind in ("RssAnon", "RssShmem"))
        tables = _number(values.get("VmPTE", "0"))
        parent, threads = _number(values["PPid"]), _number(values["Threads"])
        descriptors = len(_numbers(f"/proc/{pid}/fd"))
        memory = pages * _KIB, tables * _KIB
        return [Process(pid, parent, threads, *memory, descriptors)]
    return []


def _link(path: str) -> str:
    with contextlib.suppress(OSError):  # it was closed meanwhile
        return os.readlink(path)
    return ""


def _number(text: str) -> int:
    return int(text.split()[0])
