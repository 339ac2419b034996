"""Encodes any object as bytes; looks at exact types only and runs none of its code."""

import struct
from collections.abc import Callable
from typing import Any

import msgpack
import numpy as np

from autograder.wire.text import safe_text, type_name
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
)

_CODES = {(dtype.kind, dtype.itemsize): code for code, dtype in enumerate(DTYPES)}


def encode(value: object) -> bytes:
    """The bytes of `value`, or of an `Opaque` if the wire cannot carry it.

    It never raises.  The only code of the object that runs is its `repr`, guarded.
    """
    try:
        data = _pack(_Tree().of(value))
        if len(data) <= MAX_BYTES:
            return data
        problem = "too large to hand over"
    except BaseException as error:  # hostile objects may raise anything at all
        problem = f"cannot be handed over ({type_name(error)})"
    return _pack(_opaque(type_name(value), problem))


def _pack(tree: object) -> bytes:
    packed = msgpack.packb(tree, strict_types=True, unicode_errors="replace")
    return bytes(packed)


class _Tree:
    """Turns a value into what msgpack packs; looks at exact types only."""

    def __init__(self) -> None:
        self.items = 0

    def of(self, value: Any, depth: int = 0) -> object:
        self.items += 1
        if self.items > MAX_ITEMS:
            raise ValueError("too many items")
        kind, value = _plain_sequence(type(value), value)
        if value is None or kind in (bool, float):
            return value
        if pack := _LEAVES.get(kind):
            return pack(value)
        if kind in (list, tuple, dict) and len(value) <= MAX_LENGTH:
            if depth < MAX_DEPTH:
                return self._container(kind, value, depth + 1)
        elif issubclass(kind, np.ndarray):
            return _pack_array(kind, value)
        elif issubclass(kind, np.generic):
            return _pack_scalar(value)
        return _unknown(value)

    def _container(self, kind: type, value: Any, depth: int) -> object:
        if kind is dict:
            if any(type(key) is not str for key in value):
                return _unknown(value)
            return {key: self.of(item, depth) for key, item in value.items()}
        items = [self.of(item, depth) for item in value]
        return items if kind is list else {TUPLE: items}


def _plain_sequence(kind: type, value: Any) -> tuple[type, Any]:
    """A named tuple is a tuple: its items, read without a method of its own."""
    for plain in (tuple, list):
        if kind is not plain and issubclass(kind, plain):
            return plain, plain(plain.__iter__(value))
    return kind, value


def _pack_integer(value: int) -> object:
    if -(1 << 63) <= value < 1 << 63:
        return value
    size = value.bit_length() // 8 + 1
    if size > MAX_NUMBER:
        return _opaque("int", f"an integer of {value.bit_length()} bits")
    return _ext(Ext.INTEGER, value.to_bytes(size, "little", signed=True))


def _pack_text(value: str) -> object:
    if len(value) > MAX_TEXT // 4:
        return _opaque("str", f"a text of {len(value)} characters")
    return value


def _pack_bytes(value: bytes) -> object:
    if len(value) > MAX_TEXT:
        return _opaque("bytes", f"{len(value)} bytes")
    return value


def _pack_array(kind: type, value: np.ndarray[Any, Any]) -> object:
    plain = np.ndarray.view(value, np.ndarray)  # runs no method of a subclass
    code = _CODES.get((plain.dtype.kind, plain.dtype.itemsize))
    if code is None or plain.ndim > 16:
        return _unknown(value)
    if plain.nbytes > MAX_BYTES:
        return _opaque(type_name(value), f"an array of shape {plain.shape}: too large")
    name = b"" if kind is np.ndarray else type_name(value).encode()[:64]
    head = ARRAY_HEAD.pack(code, plain.ndim, len(name))
    shape = struct.pack(f"<{plain.ndim}Q", *plain.shape)
    raw = plain.astype(DTYPES[code], copy=False).tobytes()
    return _ext(Ext.ARRAY, b"".join((head, shape, name, raw)))


def _pack_scalar(value: np.generic) -> object:
    code = _CODES.get((value.dtype.kind, value.dtype.itemsize))
    if code is None:
        return _unknown(value)
    raw = np.array(value, dtype=DTYPES[code]).tobytes()
    return _ext(Ext.SCALAR, bytes([code]) + raw)


def _unknown(value: object) -> object:
    return _opaque(type_name(value), safe_text(repr, value, 300))


def _opaque(name: str, text: str) -> object:
    tag, words = (each.encode("utf-8", "replace") for each in (name[:60], text))
    return _ext(Ext.OPAQUE, bytes([len(tag)]) + tag + words)


def _ext(code: Ext, data: bytes) -> object:
    return msgpack.ExtType(int(code), data)


_LEAVES: dict[type, Callable[[Any], object]] = {
    int: _pack_integer,
    str: _pack_text,
    bytes: _pack_bytes,
    complex: lambda value: _ext(Ext.COMPLEX, COMPLEX.pack(value.real, value.imag)),
    FunctionName: lambda value: _ext(Ext.FUNCTION, value.name.encode()),
    Opaque: lambda value: _opaque(value.type_name, value.text),
}
