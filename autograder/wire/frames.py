"""Frames over a socket; each arrives complete before a deadline, or not at all."""

import socket
import struct
import time
from dataclasses import dataclass
from enum import IntEnum

from autograder.wire.types import ProtocolError

MAGIC = b"GbH1"
HEADER = struct.Struct("<4sBQI")  # magic, kind, id, length of the payload
_CHUNK = 1 << 20


class Kind(IntEnum):
    """Kinds of frames; the trusted side sends the first three."""

    RUN = 1
    CALL = 2
    FORK = 3
    READY = 16
    OUTPUT = 17
    DONE = 18
    REPLY = 19


@dataclass(frozen=True, slots=True)
class Frame:
    kind: Kind
    id: int
    payload: bytes


def send(
    sock: socket.socket,
    kind: Kind,
    id: int,
    payload: bytes,
    deadline: float | None = None,
) -> None:
    """Send one frame before `deadline` (`time.monotonic`), else TimeoutError."""
    rest = memoryview(HEADER.pack(MAGIC, kind, id, len(payload)) + payload)
    while rest:
        sock.settimeout(_left(deadline))
        rest = rest[sock.send(rest) :]


class Reader:
    """Reads frames from a socket, never a byte beyond the current frame.

    If a deadline passes, the part that has arrived is kept for the next attempt.
    """

    def __init__(self, sock: socket.socket) -> None:
        self._sock = sock
        self._data = bytearray()

    def next(self, max_bytes: int, deadline: float | None = None) -> Frame:
        """The next frame.

        The deadline holds for the whole frame: sending it byte by byte gains no time.

        Raises:
            TimeoutError: `deadline` passed.
            EOFError: the other side has closed the connection.
            ProtocolError: the bytes are not a frame, or it exceeds `max_bytes`.
        """
        self._fill(HEADER.size, deadline)
        magic, kind, id, size = HEADER.unpack_from(self._data)
        if magic != MAGIC or kind not in Kind._value2member_map_:
            raise ProtocolError("not a frame")
        if size > max_bytes:
            raise ProtocolError(f"a frame of {size} bytes, more than {max_bytes}")
        self._fill(HEADER.size + size, deadline)
        payload = bytes(memoryview(self._data)[HEADER.size :])
        self._data = bytearray()
        return Frame(Kind(kind), id, payload)

    def _fill(self, size: int, deadline: float | None) -> None:
        """Allocates as data arrives, not as much as a header announces."""
        while (missing := size - len(self._data)) > 0:
            self._sock.settimeout(_left(deadline))
            chunk = self._sock.recv(min(missing, _CHUNK))
            if not chunk:
                raise EOFError("the other side closed the channel")
            self._data += chunk


def _left(deadline: float | None) -> float | None:
    if deadline is None:
        return None
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError("the deadline passed")
    return left
