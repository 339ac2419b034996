"""A root directory of its own: read-only views of the system, one small scratch disk.

All writable folders (home, /tmp, /dev/shm) lie on one tmpfs, which limits their size
and number of files.
"""

import contextlib
import os
from collections.abc import Iterable

from autograder.sandbox import linux, readable_paths
from autograder.sandbox.limits import MIB, Limits

HOME, SCRATCH = "/home/student", "/scratch"
PARTS = {"home": HOME, "tmp": "/tmp", "shm": "/dev/shm"}  # of the scratch disk
_OLD = "/.old"
_PLAIN = linux.MS_NOSUID | linux.MS_NODEV
# Not zero: mapped, it is shared memory that counts for no process.
DEVICES = ("null", "full", "random", "urandom")
LINKS = {
    "/dev/fd": "/proc/self/fd",
    "/dev/stdin": "/proc/self/fd/0",
    "/dev/stdout": "/proc/self/fd/1",
    "/dev/stderr": "/proc/self/fd/2",
}
FILES = {
    "/etc/passwd": "student:x:1000:1000::/home/student:/bin/sh\n",
    "/etc/group": "student:x:1000:\n",
    "/etc/hosts": "127.0.0.1 localhost\n",
}

View = tuple[str, str]  # (what to show, where)


def enter(
    views: Iterable[View], hidden: Iterable[str], limits: Limits, owner: int
) -> bool:
    """Make the root, move into it, and detach the old one.

    Needs CAP_SYS_ADMIN over a fresh mount namespace.  `owner` is the user id that owns
    the scratch disk.  True if there is a private /proc: containers with a masked /proc
    refuse it.
    """
    linux.mount(None, "/", None, linux.MS_REC | linux.MS_SLAVE)
    # On /tmp, which exists everywhere.  An environment below the old /tmp is still
    # found: after the pivot the old root is seen without this mount.
    linux.mount("tmpfs", "/tmp", "tmpfs", _PLAIN, "size=4m,nr_inodes=16k,mode=0755")
    os.mkdir("/tmp" + _OLD)
    linux.pivot_root("/tmp", "/tmp" + _OLD)
    os.chdir("/")
    _scratch(limits, owner)
    _furnish()
    for source, target in views:
        _show(source, target)
    for path in filter(os.path.isdir, hidden):  # unless another one hides it
        _hide(path)
    private_proc = _proc()
    linux.unmount(_OLD)
    os.rmdir(_OLD)
    readonly = linux.MS_REMOUNT | linux.MS_BIND | linux.MS_RDONLY
    linux.mount(None, "/", None, readonly | _PLAIN)
    return private_proc


def _scratch(limits: Limits, owner: int) -> None:
    """Before the views: an environment may lie below /home or /tmp."""
    os.mkdir(SCRATCH)
    size = f"size={limits.scratch_mib * MIB},nr_inodes={limits.inodes}"
    owned = f"uid={owner},gid={owner},mode=0700"
    linux.mount("tmpfs", SCRATCH, "tmpfs", _PLAIN, f"{size},{owned}")
    for name, target in PARTS.items():
        part = f"{SCRATCH}/{name}"
        os.mkdir(part, 0o700)
        os.chown(part, owner, owner)
        os.makedirs(target)
        linux.mount(part, target, None, linux.MS_BIND)


def _furnish() -> None:
    os.mkdir("/etc")
    for path, text in FILES.items():
        _write(path, text)
    for name in DEVICES:
        _write(f"/dev/{name}")
        linux.mount(f"{_OLD}/dev/{name}", f"/dev/{name}", None, linux.MS_BIND)
    for path, target in LINKS.items():
        os.symlink(target, path)


def _show(source: str, target: str) -> None:
    source = _OLD + source
    with contextlib.suppress(FileExistsError):
        os.makedirs(os.path.dirname(target))
    if os.path.lexists(target):  # shown already, by one of the views before
        return
    if os.path.islink(source):
        os.symlink(os.readlink(source), target)
        return
    if os.path.isdir(source):
        os.mkdir(target)
    else:
        _write(target)
    linux.bind_readonly(source, target)


def _hide(path: str) -> None:
    """Cover a folder with an empty one, except for the parts of Python in it."""
    python = readable_paths.of_python(path)
    linux.mount("tmpfs", path, "tmpfs", _PLAIN, "size=64k,mode=0755")
    for part in python:
        _show(part, part)
    readonly = linux.MS_REMOUNT | linux.MS_BIND | linux.MS_RDONLY
    linux.mount(None, path, None, readonly | _PLAIN)


def _proc() -> bool:
    os.mkdir("/proc")
    flags = _PLAIN | linux.MS_NOEXEC
    with contextlib.suppress(OSError):
        linux.mount("proc", "/proc", "proc", flags, "subset=pid")
        return True
    return False


def _write(path: str, text: str = "") -> None:
    with open(path, "w") as file:
        file.write(text)
