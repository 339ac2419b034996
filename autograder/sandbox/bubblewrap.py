"""Bubblewrap: the namespaces made by a program of the system, where only it may.

Some machines refuse user namespaces to everybody but `bwrap`.  Then nothing can be
forked off a warm process: each sandbox is a Python of its own that bwrap starts, which
costs the imports (about a second).  Inside, the other layers follow as in every tier.

    Bubblewrap   the grader's side, in the place of the warm process
    main         what bwrap runs: the first process in there, later the watchdog
"""

import contextlib
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from autograder.sandbox import namespaces, root
from autograder.sandbox import readable_paths as trees
from autograder.sandbox.capabilities import bootstrap
from autograder.sandbox.limits import MIB
from autograder.sandbox.messages import Line
from autograder.sandbox.request import Request

_DISK = {f"{root.SCRATCH}/{name}": at for name, at in root.PARTS.items()}
_FINISHED = "--remount-ro", "/", "--chdir", "/"
_END_S = 5.0


class Bubblewrap:
    """Starts and ends sandboxes, as the warm process does; any thread may use it."""

    def __init__(self, environment: Mapping[str, str], caches: Path) -> None:
        self._environment = dict(environment)
        self._caches = caches
        self._running: dict[int, subprocess.Popen[bytes]] = {}
        self._lock = threading.Lock()

    def spawn(self, message: Mapping[str, Any], fds: list[int]) -> int:
        """The process id of a new bwrap.  The fds: its channel, its control."""
        request = Request.of(message)
        with ExitStack() as files:
            given, data = _data_files(_contents(self._caches), files)
            command = [*_walls(request), *data, *_FINISHED, *_inside(fds)]
            as_root = os.getuid() == 0
            process = subprocess.Popen(
                command,
                env=self._environment | {"MPLCONFIGDIR": f"{root.HOME}/.matplotlib"},
                cwd="/",
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                pass_fds=[*fds, *given],
                start_new_session=True,
                user=namespaces.NOBODY if as_root else None,
                group=namespaces.NOBODY if as_root else None,
                extra_groups=[] if as_root else None,
            )
        assert process.stdin is not None
        with contextlib.suppress(BrokenPipeError), process.stdin as line:
            line.write(json.dumps(request.message()).encode())
        with self._lock:
            self._running[process.pid] = process
        return process.pid

    def end(self, pid: int) -> None:
        """Wait for a sandbox whose control was cut; end it if it does not end."""
        with self._lock:
            process = self._running.pop(pid, None)
        if process is None:
            return
        try:
            process.wait(_END_S)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def views(shown: Iterable[root.View]) -> Iterator[str]:
    """bwrap's words for these read-only views; one within another is there already."""
    kept: list[tuple[str, str]] = []
    for source, target in shown:
        above = [(s, t) for s, t in kept if f"{target}/".startswith(f"{t}/")]
        if any(os.path.lexists(s + target.removeprefix(t)) for s, t in above):
            continue
        kept.append((source, target))
        if os.path.islink(source):
            yield from ("--symlink", os.readlink(source), target)
        else:
            yield from ("--ro-bind", source, target)


def _walls(request: Request) -> list[str]:
    """The command line of bwrap up to the program."""
    bwrap = shutil.which("bwrap", path=os.defpath) or "bwrap"
    student = str(namespaces.STUDENT)
    size = str(request.limits.scratch_mib * MIB)
    return [
        *(bwrap, "--unshare-user", "--unshare-all", "--as-pid-1"),
        *("--uid", student, "--gid", student, "--hostname", "sandbox"),
        *("--size", size, "--tmpfs", root.SCRATCH),
        *(word for part in _DISK for word in ("--perms", "0700", "--dir", part)),
        *("--dir", "/dev"),
        *(word for name in root.DEVICES for word in _device(f"/dev/{name}")),
        *(word for part, at in _DISK.items() for word in ("--symlink", part, at)),
        *(word for at, to in root.LINKS.items() for word in ("--symlink", to, at)),
        *("--proc", "/proc"),
        *views([*trees.readable(), (trees.PACKAGE, trees.PACKAGE)]),
        *views((source, _on_disk(target)) for source, target in request.views),
    ]


def _device(path: str) -> tuple[str, str, str]:
    return "--dev-bind", path, path


def _on_disk(path: str) -> str:
    """A path in the home directory, where it really is: bwrap follows no link."""
    for part, at in _DISK.items():
        if path.startswith(f"{at}/"):
            return part + path.removeprefix(at)
    return path


def _contents(caches: Path) -> dict[str, bytes]:
    """Small files that a sandbox begins with: names of users, and the list of fonts."""
    files = {path: text.encode() for path, text in root.FILES.items()}
    fonts = caches / "matplotlib"
    for path in fonts.glob("fontlist-*.json"):
        files[_on_disk(f"{root.HOME}/.matplotlib/{path.name}")] = path.read_bytes()
    return files


def _data_files(
    contents: Mapping[str, bytes], files: ExitStack
) -> tuple[list[int], list[str]]:
    """Descriptors that bwrap reads, and its words for what becomes of them."""
    fds, words = [], []
    for path, content in contents.items():
        file = files.enter_context(tempfile.TemporaryFile())  # noqa: SIM115 - closed there
        file.write(content)
        file.seek(0)
        fds.append(file.fileno())
        words += ["--file", str(file.fileno()), path]
    return fds, words


def _inside(fds: list[int]) -> list[str]:
    channel, control = fds
    source = bootstrap("sandbox.bubblewrap", f"main({channel}, {control})")
    return [sys.executable, "-I", "-B", "-W", "ignore", "-c", source]


def main(channel: int, control: int) -> None:
    """Become a sandbox: walls are up, the layers within follow."""
    # The grader's side needs none of it, and this side wants to start soon.
    from autograder.inside import kernel
    from autograder.inside.confined import become_sandbox, keep_only

    def prepare() -> Request:
        request = Request.of(json.load(sys.stdin))
        keep_only(channel, control)
        kernel.warm_up()
        return request

    become_sandbox(Line(socket.socket(fileno=control)), channel, prepare)
