"""JSON lines between trusted processes, with file descriptors where needed.

The grader uses them with the zygote and with each sandbox's watchdog.  A student's
process has neither socket.
"""

import json
import select
import socket
import time
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

_MAX_LINE = 1 << 20


class Line:
    """One end of a socket pair that carries JSON lines."""

    def __init__(self, sock: socket.socket) -> None:
        self.sock = sock
        self.fds: list[int] = []  # received and not yet taken
        self._buffer = b""

    def fileno(self) -> int:
        return self.sock.fileno()

    def send(self, message: Mapping[str, Any], fds: Sequence[int] = ()) -> None:
        """Raises OSError if the other side has closed the connection."""
        data = json.dumps(message).encode() + b"\n"
        sent = socket.send_fds(self.sock, [data], fds) if fds else 0
        self.sock.sendall(data[sent:])

    def receive(self, timeout_s: float | None = None) -> dict[str, Any] | None:
        """The next message; None when the other side has closed the connection.

        Raises:
            TimeoutError: nothing arrived in time.
            ValueError: the line is not valid JSON.
        """
        deadline = None if timeout_s is None else time.monotonic() + timeout_s
        while b"\n" not in self._buffer:
            left = None if deadline is None else max(0.0, deadline - time.monotonic())
            if not self._readable(left):
                raise TimeoutError("no message")
            if not self._fill():
                return None
        line, _, self._buffer = self._buffer.partition(b"\n")
        try:
            message = json.loads(line)
        except RecursionError:
            raise ValueError("nested too deeply") from None
        return message if isinstance(message, dict) else None

    def waiting(self) -> Iterator[dict[str, Any]]:
        """The messages that have arrived, without waiting for more."""
        while True:
            try:
                message = self.receive(0)
            except (TimeoutError, ValueError, OSError):
                return
            if message is None:
                return
            yield message

    def take_fds(self) -> list[int]:
        fds, self.fds = self.fds, []
        return fds

    def close(self) -> None:
        self.sock.close()

    def _readable(self, timeout_s: float | None) -> bool:
        poll = select.poll()  # select() fails beyond descriptor 1023
        poll.register(self.sock, select.POLLIN)
        return bool(poll.poll(None if timeout_s is None else timeout_s * 1000))

    def _fill(self) -> bool:
        try:
            data, fds, _, _ = socket.recv_fds(self.sock, 65536, 8)
        except ConnectionError:
            return False
        self.fds += fds
        self._buffer += data
        return bool(data) and len(self._buffer) <= _MAX_LINE
