"""Sockets of the grader's machine that nobody in a sandbox should reach."""

import contextlib
import secrets
import selectors
import socket
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path


class Listeners:
    """TCP, UDP, a socket file and an abstract socket; `heard` is what arrived."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        self.heard: list[bytes] = []
        self._stopped = False
        self._selector = stack.enter_context(selectors.DefaultSelector())
        abstract = f"arena-{secrets.token_hex(4)}"
        tcp = self._open(stack, socket.AF_INET, socket.SOCK_STREAM, ("127.0.0.1", 0))
        udp = self._open(stack, socket.AF_INET, socket.SOCK_DGRAM, ("127.0.0.1", 0))
        path = str(folder / "listener")
        self._open(stack, socket.AF_UNIX, socket.SOCK_STREAM, path)
        self._open(stack, socket.AF_UNIX, socket.SOCK_STREAM, f"\0{abstract}")
        (folder / "listener").chmod(0o777)
        self.words = {
            "TCP": str(tcp.getsockname()[1]),
            "UDP": str(udp.getsockname()[1]),
            "SOCKET": path,
            "ABSTRACT": abstract,
        }
        self._thread = threading.Thread(target=self._listen, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        self._stopped = True
        self._thread.join()

    def heard_of(self, name: str) -> bool:
        return any(name.encode() == each for each in self.heard)

    def _open(
        self, stack: ExitStack, family: int, kind: int, address: object
    ) -> socket.socket:
        opened = stack.enter_context(socket.socket(family, kind))
        opened.bind(address)
        if kind == socket.SOCK_STREAM:
            opened.listen()
        opened.setblocking(False)
        self._selector.register(opened, selectors.EVENT_READ)
        return opened

    def _listen(self) -> None:
        while not self._stopped:
            for key, _ in self._selector.select(0.1):
                ready: socket.socket = key.fileobj  # type: ignore[assignment]
                with contextlib.suppress(OSError):
                    self.heard.append(_received(ready))


def _received(ready: socket.socket) -> bytes:
    if ready.type == socket.SOCK_DGRAM:
        return ready.recv(200)
    peer, _ = ready.accept()
    with peer:
        peer.settimeout(1)
        return peer.recv(200)


@contextmanager
def listeners(folder: Path) -> Iterator[Listeners]:
    with ExitStack() as stack:
        opened = Listeners(folder, stack)
        try:
            yield opened
        finally:
            opened.stop()
