"""Says why a student's process ended; the text completes "your notebook ..."."""

import signal
from collections.abc import Mapping
from typing import Any

from autograder.sandbox.limits import Limits

_SIGNALS: dict[int, str] = {
    signal.SIGSEGV: "crashed (segmentation fault)",
    signal.SIGBUS: "crashed (bus error)",
    signal.SIGFPE: "crashed (arithmetic error)",
    signal.SIGABRT: "crashed (it was aborted)",
    signal.SIGKILL: "killed itself",
}


def sentence(end: Mapping[str, Any], limits: Limits) -> str:
    """end: the watchdog's message, or {} for a fork that ended by itself."""
    given = end.get("number", 0)
    number: Any = given if type(given) is int and 0 < given < 128 else 0
    match end.get("ended"):
        case "memory":
            return f"ran out of memory (limit {_size(limits.memory_mib)})"
        case "time":
            return f"ran longer than {limits.wall_s:g} s in all"
        case "processes":
            return f"started too many processes (limit {limits.processes})"
        case "files":
            return (
                f"wrote too many files (limit {_size(limits.scratch_mib)}, "
                f"{limits.inodes} files)"
            )
        case "signal" if number == signal.SIGXCPU:
            return f"used more than {limits.cpu_s} s of processor time"
        case "signal":
            return _SIGNALS.get(number, f"ended on signal {number}")
        case "exit":
            return "ended its own process"
    return "ended its own process, or crashed"


def _size(mib: int) -> str:
    return f"{mib / 1024:g} GiB" if mib >= 1024 else f"{mib} MiB"
