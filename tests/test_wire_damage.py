"""Bombs and damaged bytes on the wire raise a protocol error, and at once."""

import contextlib
import struct
import time

import msgpack
import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from autograder.wire import ProtocolError, decode, encode
from autograder.wire.types import Ext


def array_bytes(code: int, shape: tuple[int, ...], raw: bytes) -> bytes:
    head = struct.pack(f"<BBB{len(shape)}Q", code, len(shape), 0, *shape)
    return bytes(msgpack.packb(msgpack.ExtType(Ext.ARRAY, head + raw)))


BOMBS = {
    "nothing": b"",
    "two values": msgpack.packb(1) * 2,
    "list of four billion": b"\xdd\xff\xff\xff\xff",
    "lists that each claim a million": b"\xdd\x00\x0f\xff\xff" * 1000,
    "a thousand lists that are all allowed": b"\xdc\x40\x00" * 1000,
    "a thousand levels": b"\x91" * 1000 + b"\xc0",
    "a million levels": b"\x91" * 1_000_000,
    "a million empty lists": msgpack.packb([[]] * 10_000) * 100,
    "many lists of many empty lists": msgpack.packb([[[]] * 10_000] * 100),
    "numbers as keys": msgpack.packb({n * (2**61 - 1): 0 for n in range(8)}),
    "bytes as keys": msgpack.packb({b"x": 1}),
    "a tuple that is none": msgpack.packb({b"tuple": 3}),
    "a time": msgpack.packb(msgpack.Timestamp(1)),
    "an unknown extension": msgpack.packb(msgpack.ExtType(77, b"")),
    "a scalar of no type": msgpack.packb(msgpack.ExtType(Ext.SCALAR, b"\xff")),
    "an empty scalar": msgpack.packb(msgpack.ExtType(Ext.SCALAR, b"")),
    "half a complex": msgpack.packb(msgpack.ExtType(Ext.COMPLEX, b"1234")),
    "a huge integer": msgpack.packb(msgpack.ExtType(Ext.INTEGER, b"1" * 9999)),
    "an array of no type": array_bytes(99, (1,), b"\0"),
    "an array too short": array_bytes(11, (1000, 1000), b"\0" * 8),
    "an array of terabytes": array_bytes(11, (2**39, 2**39), b""),
    "an array of nothing, but wide": array_bytes(11, (0, 2**63), b""),
    "more dimensions than given": msgpack.packb(
        msgpack.ExtType(Ext.ARRAY, b"\x0b\xff\x00")
    ),
    "a bool that is two": array_bytes(0, (1,), b"\x02"),
}


@pytest.mark.parametrize("payload", BOMBS.values(), ids=BOMBS.keys())
def test_a_bomb_is_refused_at_once(payload: bytes) -> None:
    started = time.process_time()  # a busy machine is no fault

    with pytest.raises(ProtocolError):
        decode(payload)

    assert time.process_time() - started < 2


def only_protocol_errors(payload: bytes) -> None:
    with contextlib.suppress(ProtocolError):
        decode(payload)


@settings(max_examples=400, deadline=2000)
@given(st.binary(max_size=300))
@example(b"\xc7\x00\x04")
def test_no_bytes_raise_anything_but_protocol_errors(payload: bytes) -> None:
    only_protocol_errors(payload)


SAMPLE = encode({"returned": (np.arange(6.0).reshape(2, 3), [1, "a", 2j], 2**99)})


@settings(max_examples=400, deadline=2000)
@given(
    st.lists(
        st.tuples(st.integers(0, len(SAMPLE) - 1), st.integers(0, 255)), max_size=8
    ),
    st.integers(0, len(SAMPLE)),
)
def test_no_damaged_reply_raises_anything_but_protocol_errors(
    changes: list[tuple[int, int]], end: int
) -> None:
    payload = bytearray(SAMPLE)
    for position, byte in changes:
        payload[position] = byte

    only_protocol_errors(bytes(payload))
    only_protocol_errors(bytes(payload[:end]))
