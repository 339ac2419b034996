"""Chooses the sandbox: the strongest that this machine offers, or a refusal."""

from dataclasses import dataclass

from autograder.errors import CannotIsolate
from autograder.sandbox.backend import Capabilities, SandboxBackend
from autograder.sandbox.backends import backend, by_strength
from autograder.sandbox.capabilities import machine_capabilities

_WAY_OUT = (
    "Grade on Linux 5.13 or newer: a virtual machine, WSL 2 or a container will do. To "
    "run student code without isolation all the same, ask for the sandbox `unconfined` "
    "by name."
)


@dataclass(frozen=True, slots=True)
class Plan:
    """How student code will be confined.  It travels between processes."""

    tier: str  # the name of a backend
    layers: tuple[str, ...]
    missing: tuple[str, ...]
    meaning: str


def plan(request: str = "auto") -> Plan:
    """The strongest tier that this machine offers, or the one asked for.

    Raises:
        CannotIsolate: this machine does not offer it.  There is no silent fallback.
    """
    return choose(request, machine_capabilities())


def choose(request: str, machine: Capabilities) -> Plan:
    """`plan` as a function of what `machine_capabilities` found."""
    candidates = _automatic() if request == "auto" else [backend(request)]
    refusals = []
    for candidate in candidates:
        if available := candidate.available(machine):
            return _plan(candidate, machine)
        refusals.append(f"{candidate.name}: {available.reason}")
    reasons = "; ".join(refusals)
    raise CannotIsolate(f"Student code will not be run here ({reasons}). {_WAY_OUT}")


def tiers() -> list[str]:
    """The names of all backends, the strongest first."""
    return [each.name for each in by_strength()]


def _automatic() -> list[SandboxBackend]:
    return [each for each in by_strength() if each.automatic]


def _plan(chosen: SandboxBackend, machine: Capabilities) -> Plan:
    layers = chosen.layers(machine)
    return Plan(chosen.name, layers.active, layers.missing, chosen.meaning)
