"""Whether a value that a student returned is the right one, and how it is wrong.

The order is that in which a person would look: is it there, is it numeric, has it the
shape, is it finite, is it the value.  The right value is never shown.

    agree          the value is the right one
    number, array  one finite number; one finite array of a given shape
    unpack         (loss, dW) -> [loss, dW]
    kind           what a student would call the type of a value
    same_numbers   two arrays are the same to a tolerance
    Foreign        what takes the place of a value that is no plain data
"""

import sys
from dataclasses import dataclass
from typing import Any, NoReturn

import numpy as np
from numpy.typing import NDArray


class Disagreement(AssertionError):
    """The value is wrong; the text is for the student."""


@dataclass(frozen=True, slots=True)
class Foreign:
    """A value that is no plain data; is_array: of a subclass of numpy's array."""

    type_name: str
    is_array: bool = False


def agree(value: object, right: Any, *, what: str, rtol: float = 1e-6) -> None:
    """Raise Disagreement unless `value` is `right` to `rtol` of its largest entry."""
    expected = np.asarray(right, dtype=float)
    if expected.ndim == 0:
        given = np.asarray(number(value, what))
    else:
        given = array(value, expected.shape, what)
    scale = max(float(np.abs(expected).max(initial=0.0)), 1e-300)
    off = np.abs(given - expected) > rtol * scale
    if off.any():
        raise Disagreement(_how_it_is_off(off, what))


def number(value: object, what: str) -> float:
    """`value` as one finite float, or Disagreement."""
    _must_be_numeric(value, what)
    given = np.asarray(value, dtype=float)
    if given.ndim != 0:
        _wrong(f"{what} should be a single number, and has shape {given.shape}.")
    return float(_finite(given, what))


def array(value: object, shape: tuple[int, ...], what: str) -> NDArray[np.float64]:
    """`value` as a finite float64 array of `shape`, or Disagreement."""
    _must_be_numeric(value, what)
    given = np.asarray(value)
    if given.shape != tuple(shape):
        wanted = tuple(int(n) for n in shape)
        _wrong(f"{what} has shape {given.shape}, and should have {wanted}.")
    return _finite(given, what)


def unpack(value: object, *names: str) -> list[Any]:
    """The parts of a tuple or list, one for each name, or Disagreement."""
    wanted = " and ".join(names)
    if value is None:
        _wrong(f"The function returned nothing, where {wanted} should come back.")
    if not isinstance(value, tuple | list):
        _wrong(f"The function returned {kind(value)}, where {wanted} should come back.")
    if len(value) != len(names):
        count = f"{len(value)} value{'s' if len(value) != 1 else ''}"
        _wrong(
            f"The function returned {count}, "
            f"where {len(names)} should come back: {wanted}."
        )
    return list(value)


def kind(value: object) -> str:
    """What a student would call the type of `value`."""
    if isinstance(value, Foreign):
        return f"a value of type {value.type_name}"
    if isinstance(value, np.ndarray):
        return f"an array of shape {value.shape}"
    return f"a value of type {type(value).__name__}"


def same_numbers(one: Any, other: Any, *, rtol: float) -> bool:
    """Whether two arrays are the same to `rtol` of the largest finite entry of other.

    nan equals nan, and an infinity equals the same one.
    """
    if one.shape != other.shape:
        return False
    # Booleans cannot be subtracted, and unsigned differences wrap around.
    one, other = one.astype(complex), other.astype(complex)
    with np.errstate(all="ignore"):
        odd = ~np.isfinite(one) | ~np.isfinite(other)
        if not np.array_equal(one[odd], other[odd], equal_nan=True):
            return False
        scale = float(np.abs(other[~odd]).max(initial=0.0))
        gap = float(np.abs(one[~odd] - other[~odd]).max(initial=0.0))
    return gap <= rtol * scale


def _must_be_numeric(value: object, what: str) -> None:
    if value is None:
        _wrong(f"{what} is None.")
    if isinstance(value, Foreign) and value.is_array:
        _wrong(f"{what} should be a plain numpy array, not {value.type_name}.")
    if isinstance(value, np.ndarray | np.generic):
        if value.dtype.kind not in "fiu":
            _wrong(f"{what} holds {value.dtype} instead of real numbers.")
    elif isinstance(value, bool) or not isinstance(value, int | float):
        _wrong(f"{what} should be numeric, and is {kind(value)}.")
    elif abs(value) > sys.float_info.max:
        _wrong(f"{what} is infinite.")


def _finite(given: NDArray[Any], what: str) -> NDArray[np.float64]:
    # Before any comparison: NaN would make every "error > tolerance" False.
    somewhere = " somewhere" if given.ndim else ""
    if np.isnan(given).any():
        _wrong(f"{what} is not a number (nan){somewhere}.")
    if np.isinf(given).any():
        _wrong(f"{what} is infinite{somewhere}.")
    return given.astype(np.float64)


def _how_it_is_off(off: NDArray[np.bool_], what: str) -> str:
    if off.ndim == 0:
        return f"{_sentence(what)} is not right."
    if off.all():
        return f"{_sentence(what)} is not right in any of its {off.size} entries."
    first = tuple(int(i) for i in np.argwhere(off)[0])
    return (
        f"{_sentence(what)} is not right in {int(off.sum())} of its {off.size} "
        f"entries; the first is {list(first)}."
    )


def _sentence(what: str) -> str:
    """With a capital, unless it begins with a name of the code such as dW or db."""
    return what[:1].upper() + what[1:] if what.startswith("the ") else what


def _wrong(says: str) -> NoReturn:
    raise Disagreement(_sentence(says))
