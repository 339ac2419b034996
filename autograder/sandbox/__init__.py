"""Confines a student's process: one module per mechanism, one backend per tier.

    tiers          chooses a backend, or refuses with a reason
    backend        the protocol that a sandbox must meet
    backends/      one module per sandbox (see below)
    watched        the lifecycle that they share, on the grader's side
    zygote_client  the grader's side of the warm process that forks sandboxes
    programs       starts a program for each sandbox instead (bwrap)
    enter          puts on the layers in order, inside the new process
    watchdog       the first process of a sandbox; all others end with it

The backends:

    namespaces  a file system, process tree, network and users of its own
    bubblewrap  the same, made by `bwrap`; slower, so only by name
    landlock    no namespaces (a locked container): Landlock, seccomp, resource limits
    unconfined  resource limits only; the instructor must ask for it by name
"""

from autograder.sandbox.capabilities import machine_capabilities
from autograder.sandbox.limits import Limits
from autograder.sandbox.tiers import Plan, plan

__all__ = ["Limits", "Plan", "machine_capabilities", "plan"]
