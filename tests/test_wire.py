"""The wire: what goes in comes out, and no bytes do harm."""

import contextlib
import socket
import struct
import time
from typing import Any

import msgpack
import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from autograder.wire import (
    FunctionName,
    Kind,
    Opaque,
    ProtocolError,
    Reader,
    Subclassed,
    clean,
    decode,
    encode,
    send,
)
from autograder.wire.frames import HEADER, MAGIC
from autograder.wire.types import MAX_DEPTH, Ext

# --------------------------------------------------------------------------- values

PLAIN = [
    None,
    True,
    0,
    -1,
    2**63,
    -(2**200),
    1.5,
    float("inf"),
    2 - 3j,
    "",
    "häh? 🎲",
    b"\x00\xff",
    [],
    (),
    {},
    (1, [2, (3, None)], {"dW": 4.0}),
    np.float64(2.5),
    np.bool_(True),
    np.int32(-7),
    np.complex64(1 + 1j),
    FunctionName("softmax"),
]


@pytest.mark.parametrize("value", PLAIN, ids=repr)
def test_a_plain_value_arrives_with_its_exact_type(value: Any) -> None:
    arrived = decode(encode(value))

    assert type(arrived) is type(value)
    assert arrived == value


@pytest.mark.parametrize(
    "array",
    [
        np.arange(6.0).reshape(2, 3),
        np.array(5),
        np.zeros((0, 4)),
        np.array([True, False]),
        np.arange(12, dtype="i2").reshape(3, 4).T[::-1],
        np.array([1.5, -2.5], dtype=">f8"),
        np.array([np.nan, np.inf]),
    ],
    ids=lambda array: f"{array.dtype}{array.shape}",
)
def test_an_array_arrives_fresh_and_writable(array: np.ndarray[Any, Any]) -> None:
    arrived = decode(encode(array))

    assert type(arrived) is np.ndarray
    assert arrived.shape == array.shape
    assert arrived.dtype == array.dtype.newbyteorder("=")
    np.testing.assert_array_equal(arrived, array)
    assert arrived.flags.owndata
    assert arrived.flags.writeable


@pytest.mark.parametrize(
    ("array", "name"),
    [
        (np.array([[1.0, 2.0]]).view(np.matrix), "matrix"),
        (np.ma.masked_array([1.0, 2.0], mask=[0, 1]), "MaskedArray"),
    ],
    ids=["matrix", "masked"],
)
def test_a_subclass_of_array_arrives_as_data_and_a_name(array: Any, name: str) -> None:
    arrived = decode(encode(array))

    assert type(arrived) is Subclassed
    assert type(arrived.array) is np.ndarray
    assert arrived.type_name == name


class LyingMeta(type):
    __name__ = property(lambda cls: 1 / 0)  # type: ignore[assignment]


class Hostile(metaclass=LyingMeta):
    """Everything that may be asked of it raises, and it claims to be an array."""

    __class__ = np.ndarray

    def __repr__(self) -> str:
        raise SystemExit("gotcha")

    def __getattribute__(self, name: str) -> Any:
        raise KeyboardInterrupt

    def __len__(self) -> int:
        raise MemoryError


class LyingFloat(float):
    def __repr__(self) -> str:
        return "3.0"

    def __float__(self) -> float:
        raise AssertionError("nobody should ask")


def endless() -> list[Any]:
    inner: list[Any] = []
    inner.append(inner)
    return inner


STRANGE = {  # made when needed: not even pytest can look at some of them
    "Hostile": Hostile,
    "LyingFloat": lambda: LyingFloat(1),
    "function": lambda: print_nothing,
    "generator": lambda: (n for n in "ab"),
    "dict": lambda: {1: "a number as a key"},
    "ndarray": lambda: np.array([object()]),
    "ndarray ": lambda: np.array(["text"]),
    "ndarray  ": lambda: np.broadcast_to(np.float64(0), (10**6, 10**6)),
    "longdouble": lambda: np.longdouble(1),
    "int": lambda: 10**5000,
    "str": lambda: "x" * 10**6,
    "list": lambda: [0] * 20_000,
    "list ": lambda: [[0] * 10_000] * 30,
}


def print_nothing() -> None: ...


@pytest.mark.parametrize("name", STRANGE)
def test_what_cannot_be_carried_arrives_as_a_name(name: str) -> None:
    arrived = decode(encode(STRANGE[name]()))

    assert type(arrived) is Opaque
    assert arrived.type_name == name.strip()
    assert len(arrived.text) <= 500


def test_a_list_that_contains_itself_arrives_cut_off() -> None:
    arrived = decode(encode(endless()))

    for _ in range(MAX_DEPTH):
        (arrived,) = arrived
    assert type(arrived) is Opaque


def test_only_the_part_that_cannot_be_carried_is_replaced() -> None:
    loss, gradient = decode(encode((1.0, print)))

    assert loss == 1.0
    assert gradient.type_name == "builtin_function_or_method"


# ---------------------------------------------------------------------------- bombs


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


leaves = st.none() | st.booleans() | st.integers() | st.floats() | st.text()
values = st.recursive(
    leaves | st.complex_numbers() | st.binary(),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.tuples(inner, inner)
        | st.dictionaries(st.text(), inner, max_size=4)
    ),
    max_leaves=20,
)


@settings(max_examples=200, deadline=2000)
@given(values)
def test_every_plain_value_survives(value: Any) -> None:
    arrived = decode(encode(value))

    if value is None or Opaque in map(type, [arrived]):
        return
    assert encode(arrived) == encode(value)


# --------------------------------------------------------------------------- frames


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


# ----------------------------------------------------------------------------- text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\tb\nc", "a\tb\nc"),
        ("\x1b[0;31mred\x1b[0m", "red"),
        ("50%\r100%\r\n", "50%\n100%\n"),
        ("\x1b]0;title\x07", "�]0;title�"),
        ("\u202etxt.exe\u2066", "�txt.exe�"),
        ("\ud800", "�"),
        ("\u2028\x85", "��"),
        ("abcdef" * 1000, "abcd"),
    ],
    ids=["plain", "colour", "progress", "title", "bidi", "surrogate", "line", "long"],
)
def test_a_students_text_is_safe_to_show(text: str, shown: str) -> None:
    assert clean(text, 4 if len(text) > 100 else 100) == shown
