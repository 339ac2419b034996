"""No isolation: resource limits only.  The instructor must ask for it by name."""

from autograder.sandbox import requirements
from autograder.sandbox.backend import Availability, Capabilities, Layers
from autograder.sandbox.request import Confinement
from autograder.sandbox.watched import ALL_LAYERS, Launcher, WatchedBackend
from autograder.sandbox.zygote_client import zygote


class Unconfined(WatchedBackend):
    """Limits the resources of student code and protects nothing else."""

    name = "unconfined"
    strength = 0
    automatic = False
    isolates = False
    meaning = (
        "NOTHING keeps student code from this machine's files, network and processes. "
        "Only its use of resources is limited."
    )
    confinement = Confinement(makes_namespaces=False, walled=False, restricted=False)

    def available(self, machine: Capabilities) -> Availability:
        # Elsewhere than on Linux nobody has tried whether Python is readable.
        readable = machine.get("python_readable", True) is True
        return Availability("" if readable else requirements.UNREADABLE)

    def layers(self, machine: Capabilities) -> Layers:
        limits, *others = ALL_LAYERS
        return Layers((limits,), ("namespaces", *others))

    def launcher(self) -> Launcher:
        return zygote()


BACKEND = Unconfined()
