"""The zygote: a process that has imported the scientific stack and forks sandboxes.

It has one thread, because fork copies only one and a user namespace refuses more.  It
has one socket, to the grader.  It holds no secret: every student's process is its fork.
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
from autograder.sandbox import linux, readable_paths
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
    readable_paths.readable()
    gc.collect()
    gc.freeze()  # so that forks share the pages of these objects
    line = Line(socket.socket(fileno=control))
    line.send({"threads": _threads()})
    running: dict[int, bool] = {}  # by watchdog: whether the sandbox is walled
    while message := line.receive():
        if "end" in message:
            _end(message["end"], running)
            line.send({"ended": True})
        else:
            pid = _spawn(message, line.take_fds())
            running[pid] = message["confinement"]["walled"]
            line.send({"pid": pid})


def _spawn(message: dict[str, Any], fds: list[int]) -> int:
    """Fork a sandbox; returns its watchdog's process id.

    fds: its channel and its control socket.
    """
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
        os.waitpid(child, 0)  # it has ended; we have adopted its child, the watchdog
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


def _end(pid: int, running: dict[int, bool]) -> None:
    """End a sandbox and every process that it left behind."""
    walled = running.pop(pid, None)
    if walled:  # the kernel ends the others with their process 1
        os.kill(pid, signal.SIGKILL)
        _wait(pid)
        return
    if walled is not None:
        kill_tree(pid)
        _wait(pid)
    while strays := _children_but(running):  # we adopt what an ended process started
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
