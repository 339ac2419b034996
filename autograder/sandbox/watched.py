"""The lifecycle that all backends share, up to how the process is started.

WatchedBackend   base of a backend: name what differs, inherit the rest
Launcher         starts and ends sandboxes by process id; each backend chooses one
WatchedSandbox   one running sandbox: scratch directory, channel, control socket,
                 and what its watchdog reports
"""

import contextlib
import os
import socket
import sys
import threading
import time
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Protocol

from autograder.errors import SandboxFailed
from autograder.sandbox import scratch
from autograder.sandbox.backend import Availability, Capabilities, Layers
from autograder.sandbox.cgroups import Group
from autograder.sandbox.limits import Limits
from autograder.sandbox.messages import Line
from autograder.sandbox.namespaces import NOBODY
from autograder.sandbox.request import Confinement, Request, request

ALL_LAYERS = "resource limits", "no capabilities", "Landlock", "seccomp"
_START_S, _REASON_S, _REASON_OF_ONE_S = 30.0, 2.0, 0.2


class Launcher(Protocol):
    """Starts and ends sandboxes, each known by a process id."""

    def spawn(self, request: Mapping[str, Any], fds: list[int]) -> int:
        """Start a sandbox; `fds` are its channel and its control socket."""

    def end(self, pid: int) -> None:
        """End a sandbox and wait until it is gone."""


class WatchedBackend(ABC):
    """A backend whose sandboxes have our watchdog as their first process."""

    name: str
    strength: int
    automatic = False
    isolates = True
    meaning: str
    confinement: Confinement

    @abstractmethod
    def available(self, machine: Capabilities) -> Availability: ...

    @abstractmethod
    def layers(self, machine: Capabilities) -> Layers: ...

    @abstractmethod
    def launcher(self) -> Launcher: ...

    def start(
        self,
        limits: Limits,
        *,
        files: Sequence[Path],
        python_path: Sequence[Path],
        hidden: Sequence[Path],
    ) -> "WatchedSandbox":
        return WatchedSandbox(
            self.launcher(),
            self.confinement,
            limits,
            files=files,
            python_path=python_path,
            hidden=hidden,
        )


class WatchedSandbox:
    """A student's process, its watchdog, and all that they hold on this machine."""

    def __init__(
        self,
        launcher: Launcher,
        confinement: Confinement,
        limits: Limits,
        *,
        files: Sequence[Path],
        python_path: Sequence[Path],
        hidden: Sequence[Path],
    ) -> None:
        self._launcher = launcher
        self._lock = threading.Lock()
        self._killed: dict[int, dict[str, Any]] = {}
        self._ended: dict[str, Any] | None = None
        self._pid = 0
        self._group = Group.where_delegated(limits)
        self._scratch = None if confinement.walled else scratch.make()
        self.channel, channel = socket.socketpair()
        ours, control = socket.socketpair()
        self._control = Line(ours)
        wanted = request(
            confinement,
            limits,
            files=files,
            python_path=python_path,
            hidden=hidden,
            scratch=self._scratch,
        )
        try:
            with channel, control:
                self._pid = self._spawn(wanted, [channel.fileno(), control.fileno()])
            report = self._first_message()
        except BaseException:
            self.close()
            raise
        self.layers = tuple(report["layers"])
        self.missing = tuple(report["missing"])

    def _spawn(self, wanted: Request, fds: list[int]) -> int:
        if self._group is not None:
            wanted = replace(wanted, cgroup=str(self._group.path))
        self._fill_scratch(wanted)
        return self._launcher.spawn(wanted.message(), fds)

    def interrupt(self, pid: int) -> None:
        """Send SIGINT to one process inside."""
        self._command({"command": "interrupt", "pid": pid})

    def kill(self, pid: int) -> None:
        """End one process inside, with every process that it started."""
        self._command({"command": "kill", "pid": pid})

    def why_ended(self, pid: int) -> Mapping[str, Any]:
        """Why a process inside ended (0: the whole sandbox); empty if unknown."""
        with self._lock:
            # The watchdog reports before it kills; it does not report a fork's own end.
            deadline = time.monotonic() + (_REASON_OF_ONE_S if pid else _REASON_S)
            while self._ended is None and pid not in self._killed:
                if not self._listen(max(0.0, deadline - time.monotonic())):
                    break
            return self._killed.get(pid) or self._ended or self._killed_by_kernel()

    def close(self) -> None:
        """End every process inside and release all resources."""
        self.channel.close()
        self._control.close()
        if self._pid:
            with contextlib.suppress(SandboxFailed):  # then every process has ended
                self._launcher.end(self._pid)
            self._pid = 0
        if self._group is not None:
            self._group.end()
            self._group = None
        if self._scratch is not None:
            scratch.remove(self._scratch)
            self._scratch = None

    def _killed_by_kernel(self) -> dict[str, Any]:
        """The kernel may have killed all processes, the watchdog included."""
        reason = self._group.ended_for() if self._group is not None else None
        return {"ended": reason} if reason else {}

    def _fill_scratch(self, wanted: Request) -> None:
        """Copy in the files that a sandbox with a root of its own would mount."""
        if self._scratch is None:
            return
        for source, target in wanted.views:
            scratch.copy_in(Path(source), Path(target))
        if sys.platform == "linux" and os.getuid() == 0:
            scratch.hand_over(self._scratch, NOBODY)

    def _first_message(self) -> dict[str, Any]:
        try:
            message = self._control.receive(_START_S)
        except TimeoutError:
            message = {"error": f"it was not ready after {_START_S:g} s"}
        if message is None or "layers" not in message:
            reason = (message or {}).get("error") or "it ended at once"
            raise SandboxFailed(f"A sandbox could not be set up: {reason}.")
        return message

    def _command(self, command: dict[str, Any]) -> None:
        with self._lock, contextlib.suppress(OSError):  # the sandbox has ended
            self._control.send(command)

    def _listen(self, timeout_s: float) -> bool:
        """Read one message of the watchdog; False if there is none."""
        try:
            message = self._control.receive(timeout_s)
        except (TimeoutError, ValueError, OSError):
            return False
        if message is None:
            return False
        if type(message.get("killed")) is int:
            self._killed[message["killed"]] = message
        else:
            self._ended = message
        return True
