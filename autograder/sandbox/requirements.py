"""What several backends require of a machine, each with a reason if it is missing."""

import sys
from collections.abc import Callable

from autograder.sandbox.backend import Availability, Capabilities

Requirement = Callable[[Capabilities], str]  # why it is not met; empty if it is

UNREADABLE = (
    "as root it runs student code as an unprivileged user, and that user cannot read "
    f"Python in {sys.prefix}; grade as an ordinary user instead"
)
FORK_WALLS_ABI = 6  # Landlock of this version keeps signals inside
NO_FORK_WALLS = "walls between the forks of one notebook (Linux 6.12)"


def check(machine: Capabilities, *requirements: Requirement) -> Availability:
    """Available if every requirement is met; else the first reason."""
    reasons = (requirement(machine) for requirement in requirements)
    return Availability(next(filter(None, reasons), ""))


def is_linux(machine: Capabilities) -> str:
    system = machine.get("system")
    return "" if system == "linux" else f"{system} does not offer it, only Linux does"


def has_seccomp(machine: Capabilities) -> str:
    found = machine.get("seccomp")
    return "" if found is True else f"it needs seccomp, which fails here ({found})"


def has_readable_python(machine: Capabilities) -> str:
    return "" if machine.get("python_readable") is True else UNREADABLE


def landlock_abi(machine: Capabilities) -> int:
    """The version of Landlock; 0 if the kernel has none."""
    return int(machine.get("landlock") or 0)
