"""Landlock without namespaces: the tier for a container that refuses namespaces."""

from autograder.sandbox import requirements
from autograder.sandbox.backend import Availability, Capabilities, Layers
from autograder.sandbox.request import Confinement
from autograder.sandbox.watched import ALL_LAYERS, Launcher, WatchedBackend
from autograder.sandbox.zygote_client import zygote


class LandlockOnly(WatchedBackend):
    """The process restricts itself; the watchdog enforces sums over its processes."""

    name = "landlock"
    strength = 20
    automatic = True
    meaning = (
        "Student code can read the system and Python only, has no network and cannot "
        "signal the grader. It sees that other files and processes exist. The "
        "watchdog, not the kernel, limits processes, memory and disk."
    )
    confinement = Confinement(makes_namespaces=False, walled=False, restricted=True)

    def available(self, machine: Capabilities) -> Availability:
        return requirements.check(
            machine,
            requirements.is_linux,
            _offered,
            requirements.has_readable_python,
            requirements.has_seccomp,
        )

    def layers(self, machine: Capabilities) -> Layers:
        abi = requirements.landlock_abi(machine)
        missing = ["namespaces", "limits on processes, memory and disk by the kernel"]
        if abi < requirements.FORK_WALLS_ABI:
            missing.insert(0, requirements.NO_FORK_WALLS)
            missing.append("signals end at the sandbox (Linux 6.12)")
        if abi < 3:
            missing.append("control of truncate() (Linux 6.2)")
        return Layers(ALL_LAYERS, tuple(missing))

    def launcher(self) -> Launcher:
        return zygote()


def _offered(machine: Capabilities) -> str:
    return "" if requirements.landlock_abi(machine) else "this kernel has none"


BACKEND = LandlockOnly()
