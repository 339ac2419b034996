"""Enters the sandbox: puts on the layers in order and reports each.

`enter` is called in the first process of a sandbox.  It returns in the process that
will run the student's code, a child of the watchdog, which `enter` leaves behind.
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
    readable_paths,
    root,
    seccomp,
)
from autograder.sandbox.messages import Line
from autograder.sandbox.request import Request
from autograder.sandbox.watchdog import Watchdog


@dataclass
class LayerReport:
    """The layers that hold, in the order of their start, and those missing."""

    layers: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)

    def note(self, layer: str, holds: bool = True) -> None:
        (self.layers if holds else self.missing).append(layer)


def enter(request: Request, control: Line, announce: Callable[[int], None]) -> None:
    """Returns in the sandboxed process.

    announce: tells the zygote the watchdog's process id, as the zygote sees it.
    """
    report = LayerReport()
    os.umask(0o022)
    if request.cgroup:
        cgroups.join(request.cgroup)
        report.note("cgroup")
    _go_behind_walls(request, report, announce)
    _leave_watchdog(request, control)
    os.setsid()
    os.chdir(request.home)
    os.umask(0o077)
    limits.apply(request.limits, shared_user=not request.confinement.walled)
    report.note("resource limits")
    if request.confinement.restricted:
        _give_up_privileges(request, report)
    _must_read_python()
    control.send({"layers": report.layers, "missing": report.missing})
    control.close()


def _go_behind_walls(
    request: Request, report: LayerReport, announce: Callable[[int], None]
) -> None:
    """Make the namespaces, unless the backend made them or works without them."""
    if request.confinement.makes_namespaces:
        private_proc = namespaces.isolate(
            request.views, request.limits, announce, request.hidden
        )
        report.layers += namespaces.LAYERS
        report.note("private /proc", private_proc)
    elif request.confinement.walled:
        report.layers += namespaces.LAYERS
    else:
        _become_unprivileged(report, announce)


def _become_unprivileged(report: LayerReport, announce: Callable[[int], None]) -> None:
    if sys.platform == "linux":
        linux.prctl(linux.PR_SET_CHILD_SUBREAPER, 1)
        if os.getuid() == 0:
            namespaces.become_nobody()
            report.note("unprivileged user")
    announce(os.getpid())


def _leave_watchdog(request: Request, control: Line) -> None:
    """Fork: the parent becomes the watchdog, the child goes on."""
    child = os.fork()
    if child:
        if sys.platform == "linux":
            linux.prctl(linux.PR_SET_DUMPABLE, 0)
            linux.prctl(linux.PR_SET_NO_NEW_PRIVS, 1)
            linux.drop_capabilities()
        os.closerange(3, control.fileno())
        os.closerange(control.fileno() + 1, 1024)
        walled = request.confinement.walled
        Watchdog(child, control, request.limits, request.home, walled).run()
    if sys.platform == "linux":
        linux.prctl(linux.PR_SET_PDEATHSIG, signal.SIGKILL)


def _give_up_privileges(request: Request, report: LayerReport) -> None:
    linux.prctl(linux.PR_SET_NO_NEW_PRIVS, 1)
    linux.drop_capabilities()
    report.note("no capabilities")
    try:
        _landlock(request)
    except OSError:
        if not request.confinement.walled:
            raise
        report.note("Landlock", False)
    else:
        report.note("Landlock")
    seccomp.install(sockets=request.confinement.walled)
    report.note("seccomp")


def _landlock(request: Request) -> None:
    devices = [f"/dev/{name}" for name in root.DEVICES]
    hidden = [*readable_paths.exposed(request.hidden), readable_paths.PACKAGE]
    if request.confinement.walled:
        everything = readable_paths.without("/", hidden)
        landlock.restrict(read=everything, write=root.PARTS.values(), use=devices)
        return
    read = {
        part
        for source, _ in readable_paths.readable()
        for part in readable_paths.without(source, hidden)
    }
    landlock.restrict(read=read, write=[request.home], use=devices)


def _must_read_python() -> None:
    """Refuse with a sentence: an unprivileged user may not read root's Python."""
    import numpy

    with contextlib.suppress(OSError), open(numpy.__file__):
        return
    raise PermissionError(
        f"user {os.getuid()} cannot read Python in {sys.prefix}: "
        f"grade as an ordinary user, or make it readable (chmod -R o+rX {sys.prefix})"
    )
