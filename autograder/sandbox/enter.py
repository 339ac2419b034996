"""Locking a process in: the layers in order, each reported.

`enter` is called in a fresh fork of the zygote and returns in the process that will
run the student's code.  On the way it leaves a watchdog behind as that one's parent.
"""

import contextlib
import os
import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass, field

from autograder.sandbox import (
    cgroups,
    landlock,
    limits,
    linux,
    namespaces,
    root,
    seccomp,
)
from autograder.sandbox import readable_paths as trees
from autograder.sandbox.messages import Line
from autograder.sandbox.request import Request
from autograder.sandbox.watchdog import Watchdog


@dataclass
class Report:
    """Which layers hold, in the order in which they were put on, and which do not."""

    layers: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)

    def note(self, layer: str, holds: bool = True) -> None:
        (self.layers if holds else self.missing).append(layer)


def enter(request: Request, control: Line, announce: Callable[[int], None]) -> None:
    """Returns in the sandboxed process.

    announce: tells the zygote the watchdog's process id, as the zygote sees it.
    """
    report = Report()
    os.umask(0o022)
    if request.cgroup:
        cgroups.join(request.cgroup)
        report.note("cgroup")
    if request.tier == "namespaces":
        private_proc = namespaces.isolate(request.views, request.limits, announce)
        report.layers += [f"{name} namespace" for name in namespaces.NAMES]
        report.note("private /proc", private_proc)
    elif request.tier == "bubblewrap":  # we are within its walls already
        report.layers += [f"{name} namespace" for name in namespaces.NAMES]
    else:
        _beside_the_zygote(report, announce)
    _leave_watchdog(request, control)
    os.setsid()
    os.chdir(request.home)
    os.umask(0o077)
    limits.apply(request.limits, shared_user=not request.walled)
    report.note("resource limits")
    if request.tier != "unconfined":
        _give_up_privileges(request, report)
    _must_read_python()
    control.send({"layers": report.layers, "missing": report.missing})
    control.close()


def _beside_the_zygote(report: Report, announce: Callable[[int], None]) -> None:
    if sys.platform == "linux":
        linux.prctl(linux.PR_SET_CHILD_SUBREAPER, 1)
        if os.getuid() == 0:
            namespaces.become_nobody()
            report.note("unprivileged user")
    announce(os.getpid())


def _leave_watchdog(request: Request, control: Line) -> None:
    """Fork: the parent watches for good, the child goes on."""
    child = os.fork()
    if child:
        if sys.platform == "linux":
            linux.prctl(linux.PR_SET_DUMPABLE, 0)
            linux.prctl(linux.PR_SET_NO_NEW_PRIVS, 1)
            linux.drop_capabilities()
        os.closerange(3, control.fileno())
        os.closerange(control.fileno() + 1, 1024)
        Watchdog(child, control, request.limits, request.home, request.walled).run()
    if sys.platform == "linux":
        linux.prctl(linux.PR_SET_PDEATHSIG, signal.SIGKILL)


def _give_up_privileges(request: Request, report: Report) -> None:
    linux.prctl(linux.PR_SET_NO_NEW_PRIVS, 1)
    linux.drop_capabilities()
    report.note("no capabilities")
    try:
        _landlock(request)
    except OSError:
        if not request.walled:
            raise
        report.note("Landlock", False)
    else:
        report.note("Landlock")
    seccomp.install(sockets=request.walled)
    report.note("seccomp")


def _landlock(request: Request) -> None:
    devices = [f"/dev/{name}" for name in ("null", "zero", "full", "random", "urandom")]
    if request.walled:
        everything = trees.without("/", trees.PACKAGE)
        landlock.restrict(read=everything, write=root.PARTS.values(), use=devices)
        return
    read = {
        part
        for source, _ in trees.readable()
        for part in trees.without(source, trees.PACKAGE)
    }
    landlock.restrict(read=read, write=[request.home], use=devices)


def _must_read_python() -> None:
    """An unprivileged user may be kept out of the environment: say it in a sentence."""
    import numpy

    with contextlib.suppress(OSError), open(numpy.__file__):
        return
    raise PermissionError(
        f"user {os.getuid()} cannot read Python in {sys.prefix}: "
        f"grade as an ordinary user, or make it readable (chmod -R o+rX {sys.prefix})"
    )
