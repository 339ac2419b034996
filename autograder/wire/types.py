"""Values on the wire: their limits, their type tags, and stand-ins."""

import struct
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

import numpy as np

MAX_BYTES = 32 << 20  # of one value; the grader holds up to four times as much
MAX_TEXT = 1 << 20  # bytes of one text
MAX_LENGTH = 1 << 14  # of one list; msgpack allocates it before it has seen the items
MAX_ITEMS = 200_000  # of one value, all levels together
MAX_DEPTH = 12
MAX_NUMBER = 512  # bytes of one integer


class ProtocolError(Exception):
    """The other side sent a malformed message."""


@dataclass(frozen=True, slots=True)
class Opaque:
    """A value that the wire does not carry: its type's name and a short text."""

    type_name: str
    text: str


@dataclass(frozen=True, slots=True, eq=False)
class Subclassed:
    """An array that was a subclass of ndarray (np.matrix, a masked array)."""

    array: np.ndarray[Any, Any]
    type_name: str


@dataclass(frozen=True, slots=True)
class FunctionName:
    """Stands for the student's function of this name, to pass it as an argument."""

    name: str


DTYPES = tuple(
    np.dtype(name).newbyteorder("<")
    for name in "? i1 i2 i4 i8 u1 u2 u4 u8 f2 f4 f8 c8 c16".split()
)
ARRAY_HEAD = struct.Struct("<BBB")  # dtype, dimensions, length of the subclass's name
COMPLEX = struct.Struct("<dd")
TUPLE = b"tuple"  # a map with this key is a tuple; a dict has only text keys


class Ext(IntEnum):
    """Types that msgpack does not have."""

    INTEGER = 1
    COMPLEX = 2
    SCALAR = 3
    ARRAY = 4
    OPAQUE = 5
    FUNCTION = 6
