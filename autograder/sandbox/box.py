"""One running sandbox, seen from the grader: its channel, its control, its end."""

import contextlib
import os
import socket
import sys
import threading
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from autograder.errors import SandboxFailed
from autograder.sandbox import client, scratch
from autograder.sandbox.cgroups import Group
from autograder.sandbox.limits import Limits
from autograder.sandbox.messages import Line
from autograder.sandbox.namespaces import NOBODY
from autograder.sandbox.request import Request, request
from autograder.sandbox.tiers import WALLED, Tier

_START_S, _REASON_S, _REASON_OF_ONE_S = 30.0, 2.0, 0.2


class Sandbox:
    """A process that waits behind the layers of its tier.

    Any thread may use it.  `close` ends and releases everything.
    """

    def __init__(
        self,
        tier: Tier,
        limits: Limits,
        *,
        files: Sequence[Path],
        python_path: Sequence[Path],
    ) -> None:
        self._lock = threading.Lock()
        self._killed: dict[int, dict[str, Any]] = {}
        self._ended: dict[str, Any] | None = None
        self._pid = 0
        self._group = Group.where_delegated(limits)
        self._scratch = None if tier in WALLED else scratch.make()
        self.channel, channel = socket.socketpair()
        ours, control = socket.socketpair()
        self._control = Line(ours)
        try:
            with channel, control:
                wish = request(
                    tier,
                    limits,
                    files=files,
                    python_path=python_path,
                    scratch=self._scratch,
                )
                if self._group is not None:
                    wish = replace(wish, cgroup=str(self._group.path))
                self._furnish(wish)
                self._starter = client.starter(tier)
                fds = [channel.fileno(), control.fileno()]
                self._pid = self._starter.spawn(wish.message(), fds)
            report = self._first_message()
        except BaseException:
            self.close()
            raise
        self.layers = tuple(report["layers"])
        self.missing = tuple(report["missing"])

    def interrupt(self, pid: int) -> None:
        """Ctrl-C for one process inside."""
        self._order({"order": "interrupt", "pid": pid})

    def kill(self, pid: int) -> None:
        """End one process inside, with all that it started."""
        self._order({"order": "kill", "pid": pid})

    def why(self, pid: int) -> dict[str, Any]:
        """Why a process inside ended (0: all of them); {} if nobody knows."""
        with self._lock:
            # A watchdog says it before it acts; of a copy's own end it says nothing.
            deadline = time.monotonic() + (_REASON_OF_ONE_S if pid else _REASON_S)
            while self._ended is None and pid not in self._killed:
                if not self._listen(max(0.0, deadline - time.monotonic())):
                    break
            return self._killed.get(pid) or self._ended or self._killed_by_kernel()

    def close(self) -> None:
        self.channel.close()
        self._control.close()
        if self._pid:
            with contextlib.suppress(SandboxFailed):  # then nothing of it is left
                self._starter.end(self._pid)
            self._pid = 0
        if self._group is not None:
            self._group.end()
            self._group = None
        if self._scratch is not None:
            scratch.remove(self._scratch)
            self._scratch = None

    def _killed_by_kernel(self) -> dict[str, Any]:
        """Nobody was left to say why."""
        reason = self._group.ended_for() if self._group is not None else None
        return {"ended": reason} if reason else {}

    def _furnish(self, wish: Request) -> None:
        """Copy in what a sandbox with a root of its own would be shown."""
        if self._scratch is None:
            return
        for source, target in wish.views:
            scratch.copy_in(Path(source), Path(target))
        if sys.platform == "linux" and os.getuid() == 0:
            scratch.hand_over(self._scratch, NOBODY)

    def _first_message(self) -> dict[str, Any]:
        try:
            message = self._control.receive(_START_S)
        except TimeoutError:
            message = {"error": f"it was not ready after {_START_S} s"}
        if message is None or "layers" not in message:
            reason = (message or {}).get("error") or "it ended at once"
            raise SandboxFailed(f"A sandbox could not be set up: {reason}.")
        return message

    def _order(self, order: dict[str, Any]) -> None:
        with self._lock, contextlib.suppress(OSError):  # gone: nothing to order
            self._control.send(order)

    def _listen(self, timeout_s: float) -> bool:
        """Take one message in; False when there is none and will be none."""
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
