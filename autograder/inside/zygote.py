"""The warm process: it has imported the scientific stack and forks one sandbox a time.

It has one thread, because fork copies no other and a user namespace refuses more; one
socket, to the grader; and no secret, because every student's process is its copy.
"""

import contextlib
import gc
import os
import signal
import socket
import sys
from collections.abc import Callable, Container
from typing import Any

from autograder.inside import kernel
from autograder.inside.confined import become_sandbox, keep_only
from autograder.sandbox import linux
from autograder.sandbox import readable_paths as trees
from autograder.sandbox.messages import Line
from autograder.sandbox.processes import descendants
from autograder.sandbox.request import Request
from autograder.sandbox.watchdog import kill_tree


def main(control: int) -> None:
    """Serve the grader on this descriptor until it goes away."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform == "linux":
        linux.prctl(linux.PR_SET_CHILD_SUBREAPER, 1)
    kernel.warm_up()
    trees.readable()
    gc.collect()
    gc.freeze()  # forks leave these objects' pages alone
    line = Line(socket.socket(fileno=control))
    line.send({"threads": _threads()})
    running: dict[int, str] = {}  # watchdogs, and the tiers of their sandboxes
    while message := line.receive():
        if "end" in message:
            _end(message["end"], running)
            line.send({"ended": True})
        else:
            pid = _spawn(message, line.take_fds())
            running[pid] = message["tier"]
            line.send({"pid": pid})


def _spawn(message: dict[str, Any], fds: list[int]) -> int:
    """Fork a sandbox; the watchdog's process id.  The fds: its channel, its control."""
    read_end, write_end = os.pipe()
    child = os.fork()
    if child == 0:
        _become_sandbox(message, fds, write_end)
    for fd in (*fds, write_end):
        os.close(fd)
    announced = os.read(read_end, 16)
    os.close(read_end)
    pid = int(announced or child)
    if pid != child:
        os.waitpid(child, 0)  # it has left its own child, the watchdog, to us
    return pid


def _become_sandbox(message: dict[str, Any], fds: list[int], announce: int) -> None:
    """Never returns to the zygote's loop."""
    channel, control = fds

    def prepare() -> Request:
        keep_only(channel, control, announce)
        return Request.of(message)

    line = Line(socket.socket(fileno=control))
    become_sandbox(
        line, channel, prepare, announce=_announcer(announce), leave=[announce]
    )


def _announcer(fd: int) -> Callable[[int], None]:
    def announce(pid: int) -> None:
        os.write(fd, str(pid).encode())
        os.close(fd)

    return announce


def _end(pid: int, running: dict[int, str]) -> None:
    """End a sandbox and whatever it left behind."""
    tier = running.pop(pid, "")
    if tier == "namespaces":  # the kernel ends the others with their process 1
        os.kill(pid, signal.SIGKILL)
        _wait(pid)
        return
    if tier:
        kill_tree(pid)
        _wait(pid)
    while strays := _children_but(running):  # whoever ends leaves its own to us
        for stray in strays:
            kill_tree(stray)
            _wait(stray)


def _children_but(running: Container[int]) -> list[int]:
    ours = [each.pid for each in descendants(os.getpid()) if each.parent == os.getpid()]
    return [pid for pid in ours if pid not in running]


def _wait(pid: int) -> None:
    with contextlib.suppress(ChildProcessError):
        os.waitpid(pid, 0)


def _threads() -> int:
    with contextlib.suppress(OSError):
        return len(os.listdir("/proc/self/task"))
    return 1
