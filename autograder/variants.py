"""For authors: right answers in other styles, which must earn full marks."""

from collections.abc import Callable
from dataclasses import dataclass
from types import ModuleType
from typing import Any

Function = Callable[..., Any]


@dataclass(frozen=True)
class Variant:
    """A right answer to one exercise in another style than the solution."""

    exercise: str
    function: Function

    @property
    def name(self) -> str:
        return self.function.__name__


def variant(exercise: str) -> Callable[[Function], Function]:
    """Mark a function of variants.py as a right answer to `exercise`."""

    def mark(function: Function) -> Function:
        function.variant = Variant(exercise, function)  # type: ignore[attr-defined]
        return function

    return mark


def variants_of(module: ModuleType) -> tuple[Variant, ...]:
    """The variants of a module, in their order in the file."""
    marked = (getattr(value, "variant", None) for value in vars(module).values())
    return tuple(each for each in marked if isinstance(each, Variant))
