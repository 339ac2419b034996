"""The grader's handle on a student's notebook, which runs inside the sandbox.

A `Kernel` runs cells, calls the functions that they defined, and forks itself for
checks.

Trust model: everything that leaves the sandbox is untrusted input.  A frame that is too
large, too late or malformed ends the kernel.  The only exception that a student can
cause here is `KernelDied`.
"""

import compileall
import contextlib
import importlib.util
import secrets
import socket
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal, Self

from autograder import wire
from autograder.errors import SandboxFailed
from autograder.execution.replies import call_result, process_id, status_of
from autograder.sandbox import Limits, Plan
from autograder.sandbox.backends import backend
from autograder.sandbox.outputs import FLOOD_BYTES, Budget, CellOutputs, Flood, count
from autograder.sandbox.reasons import sentence
from autograder.sandbox.zygote_client import shutdown
from autograder.wire import Frame, Kind, ProtocolError, Reader, decode, encode
from autograder.wire.call_result import Raised, Returned

__all__ = ["CellResult", "Kernel", "KernelDied", "Raised", "Returned", "shutdown"]

_START_S, _FORK_S = 20.0, 20.0
_AFTER_INTERRUPT_S = 1.0  # for an interrupted cell to end
_MAX_FRAME = wire.DecodeLimits().size
_DEFAULT_LIMITS = Limits()
_FAILURES = (OSError, EOFError, ProtocolError, Flood)  # TimeoutError is an OSError


class KernelDied(Exception):
    """The student's process has ended; `reason` completes "your notebook ..."."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class CellResult:
    """The result of running a cell; outputs are nbformat's dicts, cleaned and capped.

    timeout: the cell was interrupted; the kernel goes on.  stopped: the kernel died.
    """

    status: Literal["ok", "error", "timeout", "stopped"]
    outputs: list[dict[str, Any]]
    execution_count: int | None


class Kernel:
    """One sandboxed notebook kernel, or a fork of one.

    files are shown read-only in the working directory; python_path are directories
    whose `gradients_by_hand` can be imported (by default, the installed one);
    hidden are folders that stay hidden where a readable one, such as /usr, holds them.
    """

    died: str | None = None

    def __init__(
        self,
        sandbox: Plan,
        *,
        limits: Limits = _DEFAULT_LIMITS,
        files: Sequence[Path] = (),
        python_path: Sequence[Path] | None = None,
        hidden: Sequence[Path] = (),
    ) -> None:
        path = _course_path() if python_path is None else python_path
        self._limits = limits
        self._sandbox = backend(sandbox.tier).start(
            limits, files=files, python_path=path, hidden=hidden
        )
        self._owns_sandbox = True
        try:
            self._open(self._sandbox.channel, _START_S)
        except _FAILURES as failure:
            reason = self._stop(failure, _START_S)
            raise SandboxFailed(f"A notebook's process {reason} at once.") from None

    @property
    def layers(self) -> tuple[str, ...]:
        """What confines the student's code, as reported from inside."""
        return self._sandbox.layers

    @property
    def missing(self) -> tuple[str, ...]:
        return self._sandbox.missing

    def run_cell(self, source: str, *, timeout_s: float) -> CellResult:
        """Run one cell.  The student's code cannot make this raise."""
        outputs = CellOutputs(self._budget)
        if self.died is None:
            try:
                return self._run(source, timeout_s, outputs)
            except _FAILURES as failure:
                self._stop(failure, timeout_s)
        outputs.stopped(self.died or "")
        return CellResult("stopped", outputs.items, None)

    def call(
        self,
        function: str,
        args: Sequence[object],
        kwargs: Mapping[str, object],
        *,
        timeout_s: float,
        count: bool = False,
    ) -> Returned | Raised:
        """Call one of the student's functions, and count its steps if asked to.

        Raises:
            KernelDied: no valid answer came in time.
        """
        call = {"function": function, "count": count}
        payload = encode(call | {"arguments": list(args), "keywords": dict(kwargs)})
        self._must_live()
        started = time.monotonic()
        try:
            answer = self._ask(Kind.CALL, payload, started + timeout_s)
            seconds = time.monotonic() - started
            return call_result(decode(answer), seconds)
        except _FAILURES as failure:
            raise KernelDied(self._stop(failure, timeout_s)) from None

    def fork(self) -> "Kernel":
        """A fork of this kernel as it is now.  Changes in the fork stay in the fork.

        Several threads may fork at the same time.

        Raises:
            KernelDied: this kernel is dead, or can no longer be forked.
        """
        self._must_live()
        ours, theirs = socket.socketpair()
        try:
            with theirs, self._forking:
                self._send(Kind.FORK, b"", time.monotonic() + _FORK_S)
                socket.send_fds(self._channel, [b"x"], [theirs.fileno()])
        except _FAILURES as failure:
            ours.close()
            raise KernelDied(self._stop(failure, _FORK_S)) from None
        fork = object.__new__(Kernel)
        fork._limits, fork._sandbox = self._limits, self._sandbox
        fork._owns_sandbox = False
        try:
            fork._open(ours, _FORK_S)
        except TimeoutError as failure:  # the next fork would wait as long
            ours.close()
            raise KernelDied(self._stop(failure, _FORK_S)) from None
        except _FAILURES:
            ours.close()
            raise KernelDied("left no room for a fork of itself") from None
        return fork

    def close(self) -> None:
        """End the student's process and release its resources."""
        self._release("was closed")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def _open(self, channel: socket.socket, timeout_s: float) -> None:
        """Wait until the process at the other end is ready."""
        self._channel, self._reader = channel, Reader(channel)
        self._forking = threading.Lock()
        self._budget = Budget()
        self._pid = 0
        self._pid = process_id(self._reader.next(64, time.monotonic() + timeout_s))

    def _run(self, source: str, timeout_s: float, outputs: CellOutputs) -> CellResult:
        payload = source.encode("utf-8", "replace")
        deadline = time.monotonic() + timeout_s
        id = self._send(Kind.RUN, payload, deadline)
        interrupted = False
        try:
            frame = self._until(id, Kind.DONE, deadline, outputs)
        except TimeoutError:
            interrupted = True
            self._sandbox.interrupt(self._pid)
            deadline = time.monotonic() + _AFTER_INTERRUPT_S
            frame = self._until(id, Kind.DONE, deadline, outputs)
        done = decode(frame.payload)
        if type(done) is not dict:
            raise ProtocolError("not the end of a cell")
        status = "timeout" if interrupted else status_of(done)
        return CellResult(status, outputs.items, count(done.get("count")))

    def _ask(self, kind: Kind, payload: bytes, deadline: float) -> bytes:
        id = self._send(kind, payload, deadline)
        return self._until(id, Kind.REPLY, deadline).payload

    def _send(self, kind: Kind, payload: bytes, deadline: float) -> int:
        id = secrets.randbits(63)  # so that nobody can prepare an answer in advance
        wire.send(self._channel, kind, id, payload, deadline)
        return id

    def _until(
        self, id: int, kind: Kind, deadline: float, outputs: CellOutputs | None = None
    ) -> Frame:
        """The answer; text printed meanwhile goes into `outputs` or is dropped."""
        while True:
            frame = self._reader.next(_MAX_FRAME, deadline)
            if frame.kind == kind and frame.id == id:
                return frame
            if frame.kind != Kind.OUTPUT:
                raise ProtocolError("an answer to another question")
            if outputs is not None and frame.id == id:
                outputs.add(frame.payload)
            else:
                self._budget.receive(len(frame.payload))

    def _must_live(self) -> None:
        if self.died is not None:
            raise KernelDied(self.died)

    def _stop(self, failure: Exception, timeout_s: float) -> str:
        """End this kernel, and say why."""
        if isinstance(failure, TimeoutError):
            reason = f"took longer than {timeout_s:g} s"
        elif isinstance(failure, Flood):
            reason = f"printed more than {FLOOD_BYTES >> 20} MiB"
        elif isinstance(failure, ProtocolError):
            reason = "broke its connection to the grader"
        else:
            end = self._sandbox.why_ended(0 if self._owns_sandbox else self._pid)
            reason = sentence(end, self._limits)
        self._release(reason)
        return reason

    def _release(self, reason: str) -> None:
        if self.died is not None:
            return
        self.died = reason
        self._channel.close()
        if self._owns_sandbox:
            self._sandbox.close()
        elif self._pid:
            self._sandbox.kill(self._pid)


@cache
def _course_path() -> tuple[Path, ...]:
    """The folder that holds the installed `gradients_by_hand`; it is not imported.

    It is compiled here because no sandbox can write the compiled files: each would
    compile it anew, which takes as long as half of a notebook.
    """
    with contextlib.suppress(ImportError, ValueError):
        spec = importlib.util.find_spec("gradients_by_hand")
        if spec is not None and spec.origin is not None:
            package = Path(spec.origin).parent
            compileall.compile_dir(package, quiet=2)  # a read-only folder stays slow
            return (package.parent,)
    return ()
