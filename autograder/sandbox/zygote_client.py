"""The grader's side of the zygote, the warm process that forks sandboxes.

Each process that grades has one zygote.  `zygote` starts it, `shutdown` ends it.
"""

import atexit
import os
import socket
import subprocess
import tempfile
import threading
from collections.abc import Mapping
from typing import Any

from autograder.errors import SandboxFailed
from autograder.sandbox.messages import Line
from autograder.sandbox.programs import command, environment

_START_S, _ANSWER_S = 120, 30  # the first start may search for fonts


class Zygote:
    """A running zygote; the launcher of most backends.  Any thread may use it."""

    def __init__(self) -> None:
        ours, theirs = socket.socketpair()
        self._line = Line(ours)
        self._lock = threading.Lock()
        with theirs, tempfile.TemporaryFile() as complaints:
            self._process = subprocess.Popen(
                command("inside.zygote", f"main({theirs.fileno()})"),
                env=environment(),
                cwd="/",
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=complaints,
                pass_fds=[theirs.fileno()],
                start_new_session=True,  # Ctrl-C in a terminal is the grader's
            )
            theirs.close()
            if (ready := self._receive(_START_S)) is None:
                self.close()
                complaints.seek(0)
                reason = complaints.read()[-500:].decode(errors="replace").strip()
                raise SandboxFailed(
                    f"The zygote of the sandboxes did not start: {reason}"
                )
            self.threads: int = ready["threads"]

    def alive(self) -> bool:
        return self._process.poll() is None

    def spawn(self, request: Mapping[str, Any], fds: list[int]) -> int:
        """The process id of a new sandbox's watchdog."""
        return int(self._ask(request, fds)["pid"])

    def end(self, pid: int) -> None:
        """End a sandbox and wait until it is gone."""
        self._ask({"end": pid})

    def close(self) -> None:
        self._line.close()
        try:
            self._process.wait(5)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def abandon(self) -> None:
        """Close our end after a fork: the zygote belongs to the parent process."""
        self._line.close()
        self._process.returncode = 0  # not our child: there is nothing to wait for

    def _ask(self, message: Mapping[str, Any], fds: list[int] | None = None) -> Any:
        with self._lock:
            try:
                self._line.send(message, fds or [])
                answer = self._receive(_ANSWER_S)
            except OSError:
                answer = None
            if answer is None:
                self._process.kill()
                raise SandboxFailed("The zygote of the sandboxes died. Grade again.")
            return answer

    def _receive(self, timeout_s: float) -> dict[str, Any] | None:
        try:
            return self._line.receive(timeout_s)
        except TimeoutError:
            return None


_current: Zygote | None = None
_guard = threading.Lock()


def zygote() -> Zygote:
    """The zygote of this process; starts one if none is running."""
    global _current
    with _guard:
        if _current is not None and not _current.alive():
            _current.close()
            _current = None
        if _current is None:
            _current = Zygote()
        return _current


def shutdown() -> None:
    """End the zygote.  The next sandbox starts another one."""
    global _current
    with _guard:
        if _current is not None:
            _current.close()
        _current = None


def _after_fork() -> None:
    global _current, _guard
    _guard = threading.Lock()  # another thread of the parent may hold the old one
    if _current is not None:
        _current.abandon()
    _current = None


atexit.register(shutdown)
if hasattr(os, "register_at_fork"):  # not on Windows
    os.register_at_fork(after_in_child=_after_fork)
