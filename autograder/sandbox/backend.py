"""The protocol of a sandbox: what a module in `backends/` must offer.

    SandboxBackend   one way to confine student code: is it available, which layers
                     does it have, start a sandbox
    RunningSandbox   one started sandbox: its channel, interrupt, kill, close
    Availability     whether a backend works on this machine, with the reason if not
    Layers           what holds, and what is missing

To add a sandbox, write `backends/NAME.py` with a `BACKEND`.  Nothing else changes.
Most backends subclass `watched.WatchedBackend`, which has the whole lifecycle.
"""

import socket
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from autograder.sandbox.limits import Limits

Capabilities = Mapping[str, Any]  # what `machine_capabilities` found


@dataclass(frozen=True, slots=True)
class Availability:
    """True if a backend works on this machine; else `reason` says why not."""

    reason: str = ""

    def __bool__(self) -> bool:
        return not self.reason


class Layers(NamedTuple):
    """The layers that confine student code, and those that this machine lacks."""

    active: tuple[str, ...]
    missing: tuple[str, ...]


class RunningSandbox(Protocol):
    """A process that waits for requests on `channel`, behind its layers.

    Any thread may use it.
    """

    channel: socket.socket
    layers: tuple[str, ...]  # as the process itself reported them
    missing: tuple[str, ...]

    def interrupt(self, pid: int) -> None:
        """Send SIGINT to one process inside."""

    def kill(self, pid: int) -> None:
        """End one process inside, with every process that it started."""

    def why_ended(self, pid: int) -> Mapping[str, Any]:
        """Why a process inside ended (0: the whole sandbox); empty if unknown."""

    def close(self) -> None:
        """End every process inside and release all resources."""


class SandboxBackend(Protocol):
    """One way to confine student code."""

    name: str  # the tier, as options and reports write it
    strength: int  # `auto` takes the strongest available backend
    automatic: bool  # whether `auto` may take it at all
    isolates: bool  # False: reports warn that student code was not isolated
    meaning: str  # what it protects, in a sentence for the instructor

    def available(self, machine: Capabilities) -> Availability:
        """Whether this machine offers it."""

    def layers(self, machine: Capabilities) -> Layers:
        """Its layers on a machine that offers it."""

    def start(
        self,
        limits: Limits,
        *,
        files: Sequence[Path],
        python_path: Sequence[Path],
        hidden: Sequence[Path],
    ) -> RunningSandbox:
        """Start a sandbox that shows `files` in its working directory.

        python_path: directories whose `gradients_by_hand` can be imported inside.
        hidden: folders that nobody inside sees, even below /usr.

        Raises:
            SandboxFailed: the sandbox could not be set up.
        """
