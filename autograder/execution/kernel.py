"""The grader's handle on a student's notebook, which runs behind the sandbox's walls.

A `Kernel` runs cells, answers calls of the functions that they defined, and copies
itself for a check.  Nothing that comes back is trusted: a frame that is too large, too
late or malformed ends the kernel.  Nothing that a student does raises anything here
but `KernelDied`.
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
from autograder.sandbox import Limits, Plan
from autograder.sandbox.box import Sandbox
from autograder.sandbox.client import shutdown
from autograder.sandbox.outputs import FLOOD_BYTES, Budget, CellOutputs, Flood, count
from autograder.sandbox.reasons import sentence
from autograder.wire import Frame, Kind, ProtocolError, Reader, clean, decode, encode
from autograder.wire.call_result import Raised, Returned

__all__ = ["CellResult", "Kernel", "KernelDied", "Raised", "Returned", "shutdown"]

_START_S, _COPY_S = 20.0, 20.0
_AFTER_INTERRUPT_S = 1.0  # for a cell to come to its senses
_MAX_FRAME = wire.DecodeLimits().size
_DEFAULT_LIMITS = Limits()
_FAILURES = (OSError, EOFError, ProtocolError, Flood)  # TimeoutError is an OSError


class KernelDied(Exception):
    """The student's process is gone; `reason` completes "your notebook ..."."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class CellResult:
    """What running a cell came to; outputs are nbformat's dicts, cleaned and capped.

    timeout: it was interrupted, and the kernel goes on.  stopped: the kernel died.
    """

    status: Literal["ok", "error", "timeout", "stopped"]
    outputs: list[dict[str, Any]]
    execution_count: int | None


class Kernel:
    """One sandboxed notebook kernel, or a copy of one.

    files are shown read-only in the working directory; python_path are directories
    whose `gradients_by_hand` can be imported (by default the one that we would import).
    """

    died: str | None = None

    def __init__(
        self,
        sandbox: Plan,
        *,
        limits: Limits = _DEFAULT_LIMITS,
        files: Sequence[Path] = (),
        python_path: Sequence[Path] | None = None,
    ) -> None:
        path = _course_path() if python_path is None else python_path
        self._limits = limits
        self._box = Sandbox(sandbox.tier, limits, files=files, python_path=path)
        self._owns_box = True
        try:
            self._open(self._box.channel, _START_S)
        except _FAILURES as failure:
            reason = self._stop(failure, _START_S)
            raise SandboxFailed(f"A notebook's process {reason} at once.") from None

    @property
    def layers(self) -> tuple[str, ...]:
        """What confines the student's code, as reported from inside."""
        return self._box.layers

    @property
    def missing(self) -> tuple[str, ...]:
        return self._box.missing

    def run_cell(self, source: str, *, timeout_s: float) -> CellResult:
        """Run one cell.  Never raises for anything that the student does."""
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
    ) -> Returned | Raised:
        """Call one of the student's functions.

        Raises:
            KernelDied: no answer came in time, or none that is one.
        """
        call = {"function": function, "arguments": list(args), "keywords": dict(kwargs)}
        payload = encode(call)
        self._must_live()
        started = time.monotonic()
        try:
            answer = self._ask(Kind.CALL, payload, started + timeout_s)
            seconds = time.monotonic() - started
            return _outcome(decode(answer), seconds)
        except _FAILURES as failure:
            raise KernelDied(self._stop(failure, timeout_s)) from None

    def fork(self) -> "Kernel":
        """A copy of this kernel as it is now.  What happens to it stays there.

        Several threads may ask for copies at the same time.

        Raises:
            KernelDied: this kernel is dead, or cannot be copied any more.
        """
        self._must_live()
        ours, theirs = socket.socketpair()
        try:
            with theirs, self._copying:
                self._send(Kind.FORK, b"", time.monotonic() + _COPY_S)
                socket.send_fds(self._channel, [b"x"], [theirs.fileno()])
        except _FAILURES as failure:
            ours.close()
            raise KernelDied(self._stop(failure, _COPY_S)) from None
        copy = object.__new__(Kernel)
        copy._limits, copy._box, copy._owns_box = self._limits, self._box, False
        try:
            copy._open(ours, _COPY_S)
        except TimeoutError as failure:  # it would keep the next one waiting, too
            ours.close()
            raise KernelDied(self._stop(failure, _COPY_S)) from None
        except _FAILURES:
            ours.close()
            raise KernelDied("left no room for a copy of itself") from None
        return copy

    def close(self) -> None:
        """End the student's process and release all that it held."""
        self._release("was closed")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def _open(self, channel: socket.socket, timeout_s: float) -> None:
        """Wait until the process at the other end is ready."""
        self._channel, self._reader = channel, Reader(channel)
        self._copying = threading.Lock()
        self._budget = Budget()
        self._pid = 0
        self._pid = _process_id(self._reader.next(64, time.monotonic() + timeout_s))

    def _run(self, source: str, timeout_s: float, outputs: CellOutputs) -> CellResult:
        payload = source.encode("utf-8", "replace")
        deadline = time.monotonic() + timeout_s
        id = self._send(Kind.RUN, payload, deadline)
        interrupted = False
        try:
            frame = self._until(id, Kind.DONE, deadline, outputs)
        except TimeoutError:
            interrupted = True
            self._box.interrupt(self._pid)
            deadline = time.monotonic() + _AFTER_INTERRUPT_S
            frame = self._until(id, Kind.DONE, deadline, outputs)
        done = decode(frame.payload)
        if type(done) is not dict:
            raise ProtocolError("not the end of a cell")
        status = "timeout" if interrupted else _status(done)
        return CellResult(status, outputs.items, count(done.get("count")))

    def _ask(self, kind: Kind, payload: bytes, deadline: float) -> bytes:
        id = self._send(kind, payload, deadline)
        return self._until(id, Kind.REPLY, deadline).payload

    def _send(self, kind: Kind, payload: bytes, deadline: float) -> int:
        id = secrets.randbits(63)  # so that no answer can be made in advance
        wire.send(self._channel, kind, id, payload, deadline)
        return id

    def _until(
        self, id: int, kind: Kind, deadline: float, outputs: CellOutputs | None = None
    ) -> Frame:
        """The answer; what is printed meanwhile is kept in `outputs` or dropped."""
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
            end = self._box.why(0 if self._owns_box else self._pid)
            reason = sentence(end, self._limits)
        self._release(reason)
        return reason

    def _release(self, reason: str) -> None:
        if self.died is not None:
            return
        self.died = reason
        self._channel.close()
        if self._owns_box:
            self._box.close()
        elif self._pid:
            self._box.kill(self._pid)


@cache
def _course_path() -> tuple[Path, ...]:
    """Where `gradients_by_hand` would be imported from; it is not imported for that.

    It is compiled, as an import would, because no sandbox can: each would spend as
    much time on that as on half of a notebook.
    """
    with contextlib.suppress(ImportError, ValueError):
        spec = importlib.util.find_spec("gradients_by_hand")
        if spec is not None and spec.origin is not None:
            package = Path(spec.origin).parent
            compileall.compile_dir(package, quiet=2)  # where it may not: slower
            return (package.parent,)
    return ()


def _process_id(frame: Frame) -> int:
    ready = decode(frame.payload)
    pid = ready.get("pid") if type(ready) is dict else None
    if frame.kind != Kind.READY or type(pid) is not int or not 1 < pid < 1 << 31:
        raise ProtocolError("not ready")
    return pid


def _status(done: dict[str, Any]) -> Literal["ok", "error"]:
    return "ok" if done.get("status") == "ok" else "error"


def _outcome(reply: Any, seconds: float) -> Returned | Raised:
    """A reply checked for its form; what is in it stays the student's word."""
    if type(reply) is not dict:
        raise ProtocolError("not a reply")
    if "raised" in reply:
        texts = [reply.get(key) for key in ("raised", "message", "line")]
        if not all(type(text) is str for text in texts):
            raise ProtocolError("not an exception")
        return Raised(*(clean(str(text), 2000) for text in texts))
    if "returned" not in reply:
        raise ProtocolError("neither a value nor an exception")
    return Returned(reply["returned"], _changed(reply.get("changed")), seconds)


def _changed(pairs: Any) -> dict[int, object]:
    if type(pairs) is not list or not all(_is_change(pair) for pair in pairs):
        raise ProtocolError("not a list of changes")
    return dict(pairs)


def _is_change(pair: Any) -> bool:
    return type(pair) is list and len(pair) == 2 and type(pair[0]) is int
