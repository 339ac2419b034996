"""Frames on the wire: sent, interrupted, refused, and in time."""

import socket
import time
from typing import Any

import pytest

from autograder.wire import Kind, ProtocolError, Reader, send
from autograder.wire.frames import HEADER, MAGIC


@pytest.fixture
def pair() -> Any:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        yield ours, theirs


def soon() -> float:
    return time.monotonic() + 0.1


def test_a_frame_arrives_as_it_was_sent(pair: Any) -> None:
    ours, theirs = pair

    send(theirs, Kind.REPLY, 2**62, b"payload", soon())
    frame = Reader(ours).next(100, soon())

    assert (frame.kind, frame.id, frame.payload) == (Kind.REPLY, 2**62, b"payload")


def test_a_frame_that_is_interrupted_by_a_deadline_can_be_read_later(pair: Any) -> None:
    ours, theirs = pair
    reader = Reader(ours)
    frame = HEADER.pack(MAGIC, Kind.DONE, 1, 4) + b"data"
    theirs.sendall(frame[:-2])
    with pytest.raises(TimeoutError):
        reader.next(100, soon())

    theirs.sendall(frame[-2:])

    assert reader.next(100, soon()).payload == b"data"


@pytest.mark.parametrize(
    "header",
    [
        HEADER.pack(b"HTTP", 1, 0, 0),
        HEADER.pack(MAGIC, 99, 0, 0),
        HEADER.pack(MAGIC, Kind.REPLY, 0, 101),
        HEADER.pack(MAGIC, Kind.REPLY, 0, 2**32 - 1),
    ],
    ids=["wrong magic", "unknown kind", "a byte too many", "four gigabytes"],
)
def test_a_header_that_is_wrong_is_refused(pair: Any, header: bytes) -> None:
    ours, theirs = pair
    theirs.sendall(header)

    with pytest.raises(ProtocolError):
        Reader(ours).next(100, soon())


def test_a_byte_now_and_then_buys_no_time(pair: Any) -> None:
    ours, theirs = pair
    started = time.monotonic()
    theirs.sendall(HEADER.pack(MAGIC, Kind.REPLY, 0, 50) + b"x")

    with pytest.raises(TimeoutError):
        Reader(ours).next(100, soon())

    assert time.monotonic() - started < 1


def test_sending_to_someone_who_does_not_read_ends_in_time(pair: Any) -> None:
    ours, _ = pair

    with pytest.raises(TimeoutError):
        send(ours, Kind.CALL, 0, bytes(10**7), soon())


def test_a_closed_channel_is_the_end_of_the_file(pair: Any) -> None:
    ours, theirs = pair
    theirs.close()

    with pytest.raises(EOFError):
        Reader(ours).next(100, soon())
