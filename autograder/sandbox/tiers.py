"""What this machine can promise: a tier with its layers, or a refusal in a sentence."""

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from autograder.errors import CannotIsolate
from autograder.sandbox.capabilities import machine_capabilities

Tier = Literal["namespaces", "bubblewrap", "landlock", "unconfined"]
TIERS: tuple[Tier, ...] = ("namespaces", "bubblewrap", "landlock", "unconfined")
WALLED = ("namespaces", "bubblewrap")  # a root and process ids of their own

_WALLS_WITHIN = 6  # Landlock's ABI that keeps signals within
_EVERYTHING = "resource limits", "no capabilities", "Landlock", "seccomp"
_MEANING = {
    "namespaces": "Student code has a file system, processes and a network of its own.",
    "bubblewrap": (
        "Student code has a file system, processes and a network of its own, made by "
        "bwrap for each notebook (about a second); the number of files is watched."
    ),
    "landlock": (
        "Student code can read the system and Python only, has no network and cannot "
        "signal the grader; it sees that other files and processes exist, and the "
        "process, memory and disk limits are watched, not enforced by the kernel."
    ),
    "unconfined": (
        "NOTHING keeps student code from this machine's files, network and processes; "
        "only its own use of resources is limited."
    ),
}
_UNREADABLE = (
    "as root it runs student code as an unprivileged user, and that one cannot read "
    f"Python in {sys.prefix}; grade as an ordinary user instead"
)
_WAY_OUT = (
    "Grade on Linux 5.13 or newer: a virtual machine, WSL 2 or a container will do. To "
    "run student code without isolation all the same, ask for the sandbox `unconfined` "
    "by name."
)


@dataclass(frozen=True, slots=True)
class Plan:
    """How student code will be confined; what a report prints."""

    tier: Tier
    layers: tuple[str, ...]
    missing: tuple[str, ...]
    meaning: str


def plan(request: str = "auto") -> Plan:
    """The strongest tier that this machine offers, or the one asked for.

    Raises:
        CannotIsolate: it cannot be had here.  There is no silent fallback.
    """
    if request not in ("auto", *TIERS):
        known = f"auto, {', '.join(TIERS[:-1])} or {TIERS[-1]}"
        raise CannotIsolate(f"There is no sandbox {request!r}: choose {known}.")
    return choose(request, machine_capabilities())


def choose(request: str, facts: Mapping[str, Any]) -> Plan:
    """`plan` as a function of what `probe` found."""
    # bubblewrap starts a Python for each notebook: slower, so only by its name.
    automatic: list[Tier] = ["namespaces", "landlock"]
    asked = automatic if request == "auto" else [t for t in TIERS if t == request]
    problems = {tier: problem(tier, facts) for tier in asked}
    for tier in asked:
        if not problems[tier]:
            return _with_layers(tier, facts)
    reasons = "; ".join(f"{tier}: {problems[tier]}" for tier in asked)
    raise CannotIsolate(f"Student code will not be run here ({reasons}). {_WAY_OUT}")


def problem(tier: Tier, facts: Mapping[str, Any]) -> str:
    """Why a tier cannot be had; empty if it can."""
    against = {
        "namespaces": _against_namespaces,
        "bubblewrap": _against_bubblewrap,
        "landlock": _against_landlock,
        "unconfined": _against_unconfined,
    }
    return against[tier](facts)


def _against_unconfined(facts: Mapping[str, Any]) -> str:
    return "" if facts.get("python_readable", True) is True else _UNREADABLE


def _against_namespaces(facts: Mapping[str, Any]) -> str:
    if facts.get("system") != "linux":
        return f"{sys.platform} has no such thing"
    if facts.get("namespaces") is not True:
        return f"this machine refuses them ({facts.get('namespaces')})"
    return _against_seccomp(facts)


def _against_bubblewrap(facts: Mapping[str, Any]) -> str:
    if facts.get("system") != "linux":
        return f"{sys.platform} has no such thing"
    if facts.get("bubblewrap") is not True:
        return f"bwrap fails or is not installed ({facts.get('bubblewrap')})"
    if facts.get("python_readable") is not True:
        return _UNREADABLE
    return _against_seccomp(facts)


def _against_landlock(facts: Mapping[str, Any]) -> str:
    if facts.get("system") != "linux":
        return f"{sys.platform} has no such thing"
    if not facts.get("landlock"):
        return "this kernel has none"
    if facts.get("python_readable") is not True:
        return _UNREADABLE
    return _against_seccomp(facts)


def _against_seccomp(facts: Mapping[str, Any]) -> str:
    if facts.get("seccomp") is True:
        return ""
    return f"it needs seccomp, and that fails ({facts.get('seccomp')})"


def _with_layers(tier: Tier, facts: Mapping[str, Any]) -> Plan:
    if tier == "unconfined":
        return _plan(tier, _EVERYTHING[:1], ("namespaces", *_EVERYTHING[1:]))
    abi = int(facts.get("landlock") or 0)
    missing = []
    if abi < _WALLS_WITHIN:
        missing.append("walls between the copies of one notebook (Linux 6.12)")
    if tier == "landlock":
        missing += ["namespaces", "limits on processes, memory and disk by the kernel"]
        if abi < _WALLS_WITHIN:
            missing.append("signals end at the sandbox (Linux 6.12)")
        if abi < 3:
            missing.append("control of truncate() (Linux 6.2)")
        return _plan(tier, _EVERYTHING, missing)
    if tier == "bubblewrap":
        missing.append("a limit on the number of files by the kernel")
        if abi == 0:
            missing.append("Landlock: the grader's own program can be read")
            return _plan(tier, ("namespaces", *_EVERYTHING[:2], "seccomp"), missing)
        return _plan(tier, ("namespaces", *_EVERYTHING), missing)
    if facts.get("private_proc") is not True:
        missing.append("private /proc (a container masks it): no sum over its memory")
    if abi == 0:
        missing.append("Landlock (a second line)")
        return _plan(tier, ("namespaces", *_EVERYTHING[:2], "seccomp"), missing)
    return _plan(tier, ("namespaces", *_EVERYTHING), missing)


def _plan(tier: Tier, layers: tuple[str, ...], missing: Any) -> Plan:
    return Plan(tier, layers, tuple(missing), _MEANING[tier])
