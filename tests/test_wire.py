"""The wire: what goes in comes out, and a student's text is safe to show."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.wire import FunctionName, Opaque, Subclassed, clean, decode, encode
from autograder.wire.types import MAX_DEPTH

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
