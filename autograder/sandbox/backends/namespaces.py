"""Namespaces that each sandbox makes for itself: the strongest and the fastest tier."""

from autograder.sandbox import requirements
from autograder.sandbox.backend import Availability, Capabilities, Layers
from autograder.sandbox.request import Confinement
from autograder.sandbox.watched import ALL_LAYERS, Launcher, WatchedBackend
from autograder.sandbox.zygote_client import zygote


class Namespaces(WatchedBackend):
    """A root directory, processes, network and users of its own; forked when warm."""

    name = "namespaces"
    strength = 40
    automatic = True
    meaning = "Student code has a file system, processes and a network of its own."
    confinement = Confinement(makes_namespaces=True, walled=True, restricted=True)

    def available(self, machine: Capabilities) -> Availability:
        return requirements.check(
            machine, requirements.is_linux, _allowed, requirements.has_seccomp
        )

    def layers(self, machine: Capabilities) -> Layers:
        abi = requirements.landlock_abi(machine)
        missing = []
        if abi < requirements.FORK_WALLS_ABI:
            missing.append(requirements.NO_FORK_WALLS)
        if machine.get("private_proc") is not True:
            missing.append(
                "private /proc (a container masks it): no sum over its memory"
            )
        if abi == 0:
            missing.append("Landlock (a second line)")
        active = [each for each in ALL_LAYERS if abi or each != "Landlock"]
        return Layers(("namespaces", *active), tuple(missing))

    def launcher(self) -> Launcher:
        return zygote()


def _allowed(machine: Capabilities) -> str:
    found = machine.get("namespaces")
    return "" if found is True else f"this machine refuses them ({found})"


BACKEND = Namespaces()
