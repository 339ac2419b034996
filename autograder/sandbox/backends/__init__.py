"""The sandboxes: one module each, found by looking into this folder.

A module defines `BACKEND`, an object that meets the protocol `SandboxBackend`.
"""

import importlib
import pkgutil
from functools import cache

from autograder.errors import CannotIsolate
from autograder.sandbox.backend import SandboxBackend


@cache
def backends() -> dict[str, SandboxBackend]:
    """Every backend by its name.  Loaded on demand: a sandbox itself needs none."""
    names = [each.name for each in pkgutil.iter_modules(__path__, f"{__name__}.")]
    found = [importlib.import_module(name).BACKEND for name in names]
    return {each.name: each for each in found}


def by_strength() -> list[SandboxBackend]:
    """All backends, the strongest first."""
    return sorted(backends().values(), key=lambda each: -each.strength)


def backend(name: str) -> SandboxBackend:
    """The backend of this name.

    Raises:
        CannotIsolate: there is none.
    """
    if name not in backends():
        known = ", ".join(["auto", *(each.name for each in by_strength())])
        raise CannotIsolate(f"There is no sandbox {name!r}. Choose one of: {known}.")
    return backends()[name]


def isolates(tier: str) -> bool:
    """Whether student code was isolated; an unknown tier gives no warning."""
    return tier not in backends() or backends()[tier].isolates
