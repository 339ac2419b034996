"""Decodes bytes from the sandbox, which are untrusted input, into a value.

The parser checks every size before it allocates.  Every type is exact, so inspecting
the value never runs the student's code.
"""

import math
import struct
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import msgpack
import numpy as np

from autograder.wire.text import clean
from autograder.wire.types import (
    ARRAY_HEAD,
    COMPLEX,
    DTYPES,
    MAX_BYTES,
    MAX_DEPTH,
    MAX_ITEMS,
    MAX_LENGTH,
    MAX_NUMBER,
    MAX_TEXT,
    TUPLE,
    Ext,
    FunctionName,
    Opaque,
    ProtocolError,
    Subclassed,
)


@dataclass(frozen=True, slots=True)
class DecodeLimits:
    size: int = MAX_BYTES + 4096
    items: int = MAX_ITEMS + 100
    depth: int = MAX_DEPTH + 4  # a value travels inside a message


def decode(payload: bytes, limits: DecodeLimits = DecodeLimits()) -> Any:
    """The value in `payload`: exact built-in types and fresh, writable arrays.

    Raises:
        ProtocolError: the bytes are malformed.  No other exception escapes.
    """
    if len(payload) > limits.size:
        raise ProtocolError(f"{len(payload)} bytes, more than {limits.size}")
    try:
        value = _unpack(payload, _Counter(limits.items))
    except ProtocolError:
        raise
    except Exception as error:  # the parser's own exceptions are many
        raise ProtocolError(f"not a value: {type(error).__name__}") from None
    _check_types(value, limits.depth)
    return value


class _Counter:
    """Counts items while they arrive: 64 MiB of empty lists would be 4 GiB of lists."""

    def __init__(self, limit: int) -> None:
        self.left = limit

    def list(self, items: list[object]) -> list[object]:
        self._count(len(items))
        return items

    def map(self, items: dict[Any, Any]) -> object:
        self._count(len(items))
        if all(type(key) is str for key in items):
            return items
        if set(items) != {TUPLE} or type(items[TUPLE]) is not list:
            raise ProtocolError("a map with a strange key")
        return tuple(items[TUPLE])

    def _count(self, count: int) -> None:
        self.left -= count + 1
        if self.left < 0:
            raise ProtocolError("too many items")


def _unpack(payload: bytes, counter: _Counter) -> Any:
    return msgpack.unpackb(
        payload,
        unicode_errors="replace",
        strict_map_key=True,  # other keys have predictable hashes: a collision flood
        list_hook=counter.list,
        object_hook=counter.map,
        ext_hook=_unpack_ext,
        max_str_len=MAX_TEXT,
        max_bin_len=MAX_TEXT,
        max_array_len=MAX_LENGTH,
        max_map_len=MAX_LENGTH,
    )


def _unpack_ext(code: int, data: bytes) -> object:
    unpack = _EXTENSIONS.get(code)
    if unpack is None:
        raise ProtocolError(f"unknown extension {code}")
    return unpack(data)


def _unpack_integer(data: bytes) -> int:
    if len(data) > MAX_NUMBER:
        raise ProtocolError("an integer that is too large")
    return int.from_bytes(data, "little", signed=True)


def _unpack_scalar(data: bytes) -> object:
    return _elements(data[0], data[1:], 1)[0]


def _unpack_array(data: bytes) -> object:
    code, ndim, name_size = ARRAY_HEAD.unpack_from(data)
    if ndim > 16:
        raise ProtocolError("too many dimensions")
    shape = struct.unpack_from(f"<{ndim}Q", data, ARRAY_HEAD.size)
    if any(size > 1 << 40 for size in shape):
        raise ProtocolError("a dimension that is too large")
    start = ARRAY_HEAD.size + 8 * ndim
    name = data[start : start + name_size].decode("utf-8", "replace")
    raw = memoryview(data)[start + name_size :]
    array = _elements(code, raw, math.prod(shape)).reshape(shape).copy()
    return Subclassed(array, clean(name, 64)) if name_size else array


def _elements(code: int, raw: bytes | memoryview, count: int) -> np.ndarray[Any, Any]:
    if code >= len(DTYPES) or len(raw) != count * DTYPES[code].itemsize:
        raise ProtocolError("an array whose size is not what it says")
    if code == 0 and np.frombuffer(raw, np.uint8).max(initial=0) > 1:
        raise ProtocolError("a bool that is neither 0 nor 1")
    return np.frombuffer(raw, DTYPES[code])


def _unpack_opaque(data: bytes) -> Opaque:
    name, text = data[1 : 1 + data[0]], data[1 + data[0] :]
    return Opaque(clean(name.decode("utf-8", "replace"), 200), _short(text))


def _short(data: bytes) -> str:
    return clean(data[:2000].decode("utf-8", "replace"), 500)


_EXTENSIONS: dict[int, Callable[[bytes], object]] = {
    Ext.INTEGER: _unpack_integer,
    Ext.COMPLEX: lambda data: complex(*COMPLEX.unpack(data)),
    Ext.SCALAR: _unpack_scalar,
    Ext.ARRAY: _unpack_array,
    Ext.OPAQUE: _unpack_opaque,
    Ext.FUNCTION: lambda data: FunctionName(_short(data)),
}
_PLAIN = {type(None), bool, int, float, complex, str, bytes, np.ndarray}
_PLAIN |= {Opaque, Subclassed, FunctionName}


def _check_types(value: Any, depth: int) -> None:
    """Refuse msgpack's own extensions (its Timestamp) and deep nesting."""
    kind = type(value)
    if kind in _PLAIN or issubclass(kind, np.generic):
        return
    if depth == 0 or kind not in (list, tuple, dict):
        raise ProtocolError("nested too deeply, or of no known type")
    for item in value.values() if kind is dict else value:
        _check_types(item, depth - 1)
