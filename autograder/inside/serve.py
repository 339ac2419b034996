"""The loop that answers the grader: run a cell, call a function, fork.

The first process of a notebook runs it, and so does every fork for a check.
"""

import asyncio
import contextlib
import os
import resource
import signal
import socket
import sys
import threading
import types
from collections.abc import Iterator
from typing import Any, NoReturn

from autograder import wire
from autograder.inside.calls import answer
from autograder.inside.first_edition import FirstEditionFinder
from autograder.inside.kernel import Notebook, notebook
from autograder.inside.outputs import OutputFilter
from autograder.sandbox import landlock
from autograder.wire import Frame, Kind

_MAX_REQUEST = 1 << 30
_getpid = os.getpid  # as it is before a notebook can replace it


def run(channel: int, environment: dict[str, str], path: list[str]) -> NoReturn:
    """Serve on this descriptor, after hiding the grader's code."""
    os.environ.clear()
    os.environ.update(environment)
    _forget_the_grader(path)
    Server(notebook(), socket.socket(fileno=channel)).serve()


def _forget_the_grader(path: list[str]) -> None:
    """The grader's modules keep running, but nobody can import or find them."""
    for name in [n for n in sys.modules if n.split(".")[0] == "autograder"]:
        del sys.modules[name]
    sys.modules["autograder"] = None  # type: ignore[assignment]  # not even as a folder
    finders = [f for f in sys.meta_path if not _is_editable(f)]
    sys.meta_path[:] = [FirstEditionFinder(), *finders]
    installed = [entry for entry in sys.path if _is_library(entry)]
    sys.path[:] = ["", *path, *installed]
    sys.path_importer_cache.clear()
    sys.argv = ["notebook"]


def _is_editable(finder: object) -> bool:
    """An editable install would look for packages in the course's repository."""
    return str(getattr(finder, "__module__", "")).startswith("__editable__")


def _is_library(entry: str) -> bool:
    return entry.startswith((sys.prefix, sys.base_prefix, "/usr/"))


def _fork_with_reserve() -> int:
    """Fork, using the processes that the limit reserves for forks."""
    own, most = resource.getrlimit(resource.RLIMIT_NPROC)
    resource.setrlimit(resource.RLIMIT_NPROC, (most, most))
    pid = -1
    try:
        pid = os.fork()
    finally:
        if pid:
            resource.setrlimit(resource.RLIMIT_NPROC, (own, most))
    return pid


class Server:
    """Answers one grader on one channel."""

    def __init__(self, notebook: Notebook, channel: socket.socket) -> None:
        self.notebook = notebook
        self.channel = channel
        self.reader = wire.Reader(channel)
        self.lock = threading.Lock()  # a student's threads print, too
        self.pid = _getpid()
        self.request = 0
        self.sending = self.interrupted = False
        self.outputs = OutputFilter()
        self.forks: set[int] = set()
        self.loop = asyncio.new_event_loop()
        asyncio.set_event_loop(self.loop)
        notebook.connect(self.emit)
        self._prepare_interrupts()

    def serve(self) -> NoReturn:
        self.send(Kind.READY, wire.encode({"pid": self.pid}))
        with contextlib.suppress(EOFError, OSError):
            while True:
                self._answer(self.reader.next(_MAX_REQUEST))
        os._exit(0)

    def send(self, kind: Kind, payload: bytes) -> None:
        if _getpid() != self.pid:  # a fork by the student's code must not answer
            os._exit(1)
        with self.lock:
            wire.send(self.channel, kind, self.request, payload)

    def emit(self, kind: str, content: dict[str, Any]) -> None:
        if _getpid() != self.pid:  # two processes would mix their frames
            return
        with self._undisturbed():
            if output := self.outputs.reduce(kind, content):
                self.send(Kind.OUTPUT, wire.encode(output))

    @contextlib.contextmanager
    def _undisturbed(self) -> Iterator[None]:
        """Delay Ctrl-C: it must not cut a frame in two."""
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        self.sending = True
        try:
            yield
        finally:
            self.sending = False
        if self.interrupted:
            self.interrupt()

    def interrupt(self, *_: object) -> None:
        """The handler of Ctrl-C while a cell runs."""
        self.interrupted = self.sending
        if not self.sending:
            raise KeyboardInterrupt

    def _answer(self, frame: Frame) -> None:
        self.request = frame.id
        self._reap()
        if frame.kind == Kind.RUN:
            self.send(Kind.DONE, wire.encode(self._run(frame.payload)))
        elif frame.kind == Kind.CALL:
            self.send(Kind.REPLY, answer(frame.payload, self.notebook.names))
        elif frame.kind == Kind.FORK:
            self._fork()

    def _run(self, source: bytes) -> dict[str, Any]:
        """Run one cell; Ctrl-C reaches it only while it runs."""
        # Output widgets ask the kernel which cell's outputs they catch.
        self.notebook.kernel.set_parent([], {"header": {"msg_id": "cell"}})
        cell = self.notebook.kernel.do_execute(
            source.decode(), silent=False, store_history=True, allow_stdin=False
        )
        task = self.loop.create_task(cell)
        signal.signal(signal.SIGINT, self.interrupt)
        try:
            reply = self.loop.run_until_complete(task)
            status = "ok" if reply["status"] == "ok" else "error"
        except (Exception, KeyboardInterrupt, SystemExit, asyncio.CancelledError):
            status = "error"  # a shell that the student broke may raise any of these
        finally:
            signal.signal(signal.SIGINT, signal.SIG_IGN)
        for stream in (self.notebook.stdout, self.notebook.stderr):
            stream.flush()
        return {"status": status, "count": self.notebook.shell.execution_count - 1}

    def _fork(self) -> None:
        """Fork; the fork answers on a channel of its own."""
        _, fds, _, _ = socket.recv_fds(self.channel, 1, 1)
        try:
            pid = _fork_with_reserve()
        except OSError:
            os.close(fds[0])  # at the limit: the grader sees the closed channel
            return
        if pid == 0:
            self.channel.close()
            with contextlib.suppress(OSError):  # before Linux 6.12
                landlock.keep_signals_below()
            Server(self.notebook, socket.socket(fileno=fds[0])).serve()
        self.forks.add(pid)
        os.close(fds[0])

    def _reap(self) -> None:
        """Reap ended forks: zombies count as processes and still hold memory."""
        for pid in tuple(self.forks):
            with contextlib.suppress(ChildProcessError):
                if os.waitpid(pid, os.WNOHANG)[0] == 0:
                    continue
            self.forks.discard(pid)

    def _prepare_interrupts(self) -> None:
        """Make Ctrl-C end an `await`, too.

        ipykernel turns it into a callback on its loop; only call_soon_threadsafe wakes
        a loop that sleeps.
        """
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        kernel = self.notebook.kernel
        kernel.io_loop = types.SimpleNamespace(
            add_callback=self.loop.call_soon_threadsafe,
            asyncio_loop=self.loop,
            call_later=lambda *_: None,  # exit() stops nothing; the grader does
            stop=None,
        )
        kernel.shell_channel_thread = types.SimpleNamespace(
            parent_thread=threading.main_thread()
        )
