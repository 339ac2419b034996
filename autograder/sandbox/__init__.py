"""Confining a student's process: one module per layer or mechanism.

    tiers       what this machine can promise, or a refusal in a sentence
    client      the grader's handle: a warm process per grader, a sandbox per notebook
    zygote      the warm process; forks one sandbox a time
    enter       the layers in order: namespaces, root, limits, landlock, seccomp
    watchdog    the first process of a sandbox; its end is the end of all others

The tiers:

    namespaces  a file system, process tree, network and users of its own, and the rest
    landlock    no namespaces (a locked container): Landlock, seccomp, resource limits
    unconfined  resource limits only; must be asked for by name
"""

from autograder.sandbox.capabilities import machine_capabilities
from autograder.sandbox.limits import Limits
from autograder.sandbox.tiers import Plan, plan

__all__ = ["Limits", "Plan", "machine_capabilities", "plan"]
