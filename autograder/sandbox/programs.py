"""The programs that run on the other side of the wall, and how they are started.

command          runs a function of `autograder.inside` in a Python of its own
ProgramLauncher  starts one program for each sandbox: bwrap, or a container engine
"""

import contextlib
import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from autograder.sandbox import namespaces, readable_paths
from autograder.sandbox.request import Request

_INHERITED = ("LANG", "LC_ALL", "TZ", "LD_LIBRARY_PATH")  # some Pythons need the last
_ONE_THREAD = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")
_END_S = 5.0

# The command for a request, and more descriptors that it inherits.  Files that it puts
# on the stack are closed once the program has started.
Command = Callable[[Request, list[str], ExitStack], tuple[list[str], list[int]]]


def bootstrap(module: str, call: str) -> str:
    """Python source that calls a function of this package, installed or not."""
    parent = str(Path(readable_paths.PACKAGE).parent)
    return (
        f"import sys; sys.path.insert(0, {parent!r}); "
        f"from autograder.{module} import *; {call}"
    )


def command(module: str, call: str) -> list[str]:
    """The command that calls a function of this package in a Python of its own."""
    source = bootstrap(module, call)
    return [sys.executable, "-I", "-B", "-W", "ignore", "-c", source]


def environment() -> dict[str, str]:
    """No secret, and no setting that would make two graders differ."""
    cache = cache_folder()
    inherited = {name: os.environ[name] for name in _INHERITED if name in os.environ}
    return inherited | {
        "PATH": os.defpath,
        "HOME": str(cache),
        "IPYTHONDIR": str(cache / "ipython"),
        "MPLCONFIGDIR": str(cache / "matplotlib"),  # it keeps the list of fonts
        "MPLBACKEND": "agg",
        **dict.fromkeys(_ONE_THREAD, "1"),
    }


def cache_folder() -> Path:
    home = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    directory = Path(home) / "gradients-by-hand"
    with contextlib.suppress(OSError):
        (directory / "matplotlib").mkdir(parents=True, exist_ok=True)
    return directory


class ProgramLauncher:
    """Starts one program for each sandbox.  Any thread may use it.

    The program runs `inside.standalone`, which reads the request from its standard
    input and needs the descriptors of the channel and the control socket.
    """

    def __init__(self, command: Command, environment: Mapping[str, str]) -> None:
        self._command = command
        self._environment = environment
        self._running: dict[int, subprocess.Popen[bytes]] = {}
        self._lock = threading.Lock()

    def spawn(self, message: Mapping[str, Any], fds: list[int]) -> int:
        """The process id of the program."""
        channel, control = fds
        inside = command("inside.standalone", f"main({channel}, {control})")
        with ExitStack() as files:
            argv, more_fds = self._command(Request.of(message), inside, files)
            process = self._popen(argv, [*fds, *more_fds])
        assert process.stdin is not None
        with contextlib.suppress(BrokenPipeError), process.stdin as line:
            line.write(json.dumps(message).encode())
        with self._lock:
            self._running[process.pid] = process
        return process.pid

    def end(self, pid: int) -> None:
        """Wait for a sandbox whose control socket is closed; kill it if it hangs."""
        with self._lock:
            process = self._running.pop(pid, None)
        if process is None:
            return
        try:
            process.wait(_END_S)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    def _popen(self, argv: list[str], fds: list[int]) -> subprocess.Popen[bytes]:
        """Root starts it as an unprivileged user."""
        as_root = os.getuid() == 0
        return subprocess.Popen(
            argv,
            env=self._environment,
            cwd="/",
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            pass_fds=fds,
            start_new_session=True,
            user=namespaces.NOBODY if as_root else None,
            group=namespaces.NOBODY if as_root else None,
            extra_groups=[] if as_root else None,
        )
