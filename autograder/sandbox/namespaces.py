"""Namespaces: a process tree, file system, network and users of its own.

Root makes the new root directory while it can still read every directory, and becomes
an unprivileged user afterwards.  An ordinary user needs a user namespace first.
"""

import os
import socket
from collections.abc import Callable, Iterable

from autograder.sandbox import linux, readable_paths, root
from autograder.sandbox.limits import Limits

NOBODY = 65534  # the user that root's sandboxes run as
STUDENT = 1000  # the user id that the student's process sees
_NAMES = ("pid", "mount", "network", "ipc", "host name", "cgroup", "user")
LAYERS = tuple(f"{name} namespace" for name in _NAMES)
_ALL_BUT_USER = (
    linux.CLONE_NEWNS
    | linux.CLONE_NEWPID
    | linux.CLONE_NEWNET
    | linux.CLONE_NEWIPC
    | linux.CLONE_NEWUTS
    | linux.CLONE_NEWCGROUP
)


def isolate(
    views: Iterable[root.View],
    limits: Limits,
    announce: Callable[[int], None],
    hidden: Iterable[str] = (),
) -> bool:
    """Returns in process 1 of the new namespaces: True if it has its own /proc.

    hidden: folders that stay hidden below a readable one, as this package does.
    announce: receives the id of that process as the caller's namespace sees it.  It
    runs in a process that ends afterwards.
    """
    proc = os.open("/proc", os.O_PATH | os.O_CLOEXEC)
    as_root = os.getuid() == 0 and _try_unshare()
    if not as_root:
        if os.getuid() == 0:  # in a container that keeps CAP_SYS_ADMIN from us
            become_nobody()
        _new_user(proc, _ALL_BUT_USER)
    if pid := os.fork():
        announce(pid)
        os._exit(0)
    shown = [*readable_paths.readable(), *views]
    owner = NOBODY if as_root else STUDENT
    secret = readable_paths.exposed([*hidden, readable_paths.PACKAGE])
    private_proc = root.enter(shown, secret, limits, owner)
    socket.sethostname("sandbox")
    if as_root:
        become_nobody()
        _new_user(proc)
    os.close(proc)
    return private_proc


def become_nobody() -> None:
    os.setgroups([])
    os.setresgid(NOBODY, NOBODY, NOBODY)
    os.setresuid(NOBODY, NOBODY, NOBODY)
    linux.prctl(linux.PR_SET_DUMPABLE, 1)  # else our own /proc/self is root's


def _try_unshare() -> bool:
    try:
        linux.unshare(_ALL_BUT_USER)
    except PermissionError:
        return False
    return True


def _new_user(proc: int, more: int = 0) -> None:
    """A user namespace with one user.  From here on RLIMIT_NPROC counts in it alone."""
    user, group = os.getuid(), os.getgid()
    linux.unshare(linux.CLONE_NEWUSER | more)
    for name, text in (
        ("setgroups", "deny"),
        ("uid_map", f"{STUDENT} {user} 1"),
        ("gid_map", f"{STUDENT} {group} 1"),
    ):
        fd = os.open(f"self/{name}", os.O_WRONLY, dir_fd=proc)
        os.write(fd, text.encode())
        os.close(fd)
