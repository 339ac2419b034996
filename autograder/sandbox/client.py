"""The grader's side of the warm process: one for each process that grades."""

import atexit
import contextlib
import os
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Protocol

from autograder.errors import SandboxFailed
from autograder.sandbox.bubblewrap import Bubblewrap
from autograder.sandbox.capabilities import bootstrap
from autograder.sandbox.messages import Line
from autograder.sandbox.tiers import Tier

_START_S, _ANSWER_S = 120, 30  # the first start may have to look for fonts
_KEPT = ("LANG", "LC_ALL", "TZ", "LD_LIBRARY_PATH")  # some Pythons need the last
_ONE_THREAD = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")


class Zygote:
    """A running warm process."""

    def __init__(self) -> None:
        ours, theirs = socket.socketpair()
        self._line = Line(ours)
        self._lock = threading.Lock()
        with theirs, tempfile.TemporaryFile() as complaints:
            self._process = subprocess.Popen(
                _command(theirs.fileno()),
                env=_environment(),
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
                raise SandboxFailed(f"The sandbox did not start: {reason}")
            self.threads: int = ready["threads"]

    def alive(self) -> bool:
        return self._process.poll() is None

    def spawn(self, request: Mapping[str, Any], fds: list[int]) -> int:
        """The new watchdog's process id."""
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
        """In a fork of the grader: it is the parent's, only our copy is closed."""
        self._line.close()
        self._process.returncode = 0  # not our child: nothing to wait for

    def _ask(self, message: Mapping[str, Any], fds: list[int] | None = None) -> Any:
        with self._lock:
            try:
                self._line.send(message, fds or [])
                answer = self._receive(_ANSWER_S)
            except OSError:
                answer = None
            if answer is None:
                self._process.kill()
                raise SandboxFailed("The sandbox's warm process died. Try again.")
            return answer

    def _receive(self, timeout_s: float) -> dict[str, Any] | None:
        try:
            return self._line.receive(timeout_s)
        except TimeoutError:
            return None


class Starter(Protocol):
    """What starts and ends sandboxes, each by the id of a process."""

    def spawn(self, request: Mapping[str, Any], fds: list[int]) -> int: ...

    def end(self, pid: int) -> None: ...


_current: Zygote | None = None
_guard = threading.Lock()


def zygote() -> Zygote:
    """This process's warm process, started or started anew if need be."""
    global _current
    with _guard:
        if _current is not None and not _current.alive():
            _current.close()
            _current = None
        if _current is None:
            _current = Zygote()
        return _current


def starter(tier: Tier) -> Starter:
    """The warm process, but for a tier that starts a program for each sandbox."""
    if tier != "bubblewrap":
        return zygote()
    if not any(_cache().glob("matplotlib/fontlist-*.json")):
        zygote()  # it leaves the list of fonts there, for which each would look anew
    return Bubblewrap(_environment(), _cache())


def shutdown() -> None:
    """End the warm process.  The next sandbox starts another."""
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


def _command(fd: int) -> list[str]:
    source = bootstrap("inside.zygote", f"main({fd})")
    return [sys.executable, "-I", "-B", "-W", "ignore", "-c", source]


def _environment() -> dict[str, str]:
    """Nothing secret, and no settings that would make two graders differ."""
    cache = _cache()
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    return kept | {
        "PATH": os.defpath,
        "HOME": str(cache),
        "IPYTHONDIR": str(cache / "ipython"),
        "MPLCONFIGDIR": str(cache / "matplotlib"),  # the list of fonts is kept here
        "MPLBACKEND": "agg",
        **dict.fromkeys(_ONE_THREAD, "1"),
    }


def _cache() -> Path:
    home = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    directory = Path(home) / "gradients-by-hand"
    with contextlib.suppress(OSError):
        (directory / "matplotlib").mkdir(parents=True, exist_ok=True)
    return directory
