"""The Linux calls that Python has no name for, through ctypes.

Each raises OSError with the errno and the name of what failed.
"""

import contextlib
import ctypes
import errno
import os
import platform
import struct
from functools import cache
from typing import Any

CLONE_NEWNS = 0x0002_0000
CLONE_NEWCGROUP = 0x0200_0000
CLONE_NEWUTS = 0x0400_0000
CLONE_NEWIPC = 0x0800_0000
CLONE_NEWUSER = 0x1000_0000
CLONE_NEWPID = 0x2000_0000
CLONE_NEWNET = 0x4000_0000

MS_RDONLY, MS_NOSUID, MS_NODEV, MS_NOEXEC = 1, 2, 4, 8
MS_REMOUNT, MS_BIND, MS_REC, MS_SLAVE = 32, 4096, 16384, 1 << 19
MNT_DETACH = 2

PR_SET_PDEATHSIG, PR_SET_DUMPABLE, PR_CAPBSET_DROP = 1, 4, 24
PR_SET_CHILD_SUBREAPER, PR_SET_NO_NEW_PRIVS = 36, 38
PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL = 47, 4

_SYSCALLS = {
    "x86_64": {"pivot_root": 155, "capset": 126, "seccomp": 317},
    "aarch64": {"pivot_root": 41, "capset": 91, "seccomp": 277},
}.get(platform.machine(), {})
# Calls this young have the same number everywhere.
_SYSCALLS |= {
    "mount_setattr": 442,
    "landlock_create_ruleset": 444,
    "landlock_add_rule": 445,
    "landlock_restrict_self": 446,
}
_AT_FDCWD, _AT_RECURSIVE = -100, 0x8000
_CAPABILITY_VERSION_3 = 0x2008_0522


@cache
def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)


def _check(result: int, what: str) -> int:
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{what}: {os.strerror(number)}")
    return result


def syscall(name: str, *arguments: Any) -> int:
    """Call by number; integers are passed as C longs, bytes and None as pointers."""
    if name not in _SYSCALLS:
        raise OSError(errno.ENOSYS, f"{name}: not known on {platform.machine()}")
    call = _libc().syscall
    call.restype = ctypes.c_long
    values = [ctypes.c_long(a) if isinstance(a, int) else a for a in arguments]
    return _check(call(ctypes.c_long(_SYSCALLS[name]), *values), name)


def prctl(option: int, value: int = 0) -> None:
    rest = [ctypes.c_ulong(n) for n in (value, 0, 0, 0)]
    _check(_libc().prctl(ctypes.c_int(option), *rest), f"prctl({option})")


def unshare(flags: int) -> None:
    _check(_libc().unshare(ctypes.c_int(flags)), f"unshare({flags:#x})")


def mount(
    source: str | None,
    target: str,
    kind: str | None = None,
    flags: int = 0,
    options: str | None = None,
) -> None:
    texts = [None if t is None else os.fsencode(t) for t in (source, target, kind)]
    data = None if options is None else options.encode()
    result = _libc().mount(*texts, ctypes.c_ulong(flags), data)
    _check(result, f"mount {source} on {target}")


def bind_readonly(source: str, target: str) -> None:
    """Show `source`, with everything mounted below it, read-only at `target`."""
    mount(source, target, None, MS_BIND | MS_REC)
    attributes = struct.pack("QQQQ", MS_RDONLY | MS_NOSUID | MS_NODEV, 0, 0, 0)
    path, size = os.fsencode(target), len(attributes)
    syscall("mount_setattr", _AT_FDCWD, path, _AT_RECURSIVE, attributes, size)


def unmount(target: str) -> None:
    _check(_libc().umount2(os.fsencode(target), MNT_DETACH), f"unmount {target}")


def pivot_root(new: str, old: str) -> None:
    syscall("pivot_root", os.fsencode(new), os.fsencode(old))


def drop_capabilities() -> None:
    """Give up every capability, for this process and all that it will start."""
    for number in range(64):
        try:
            prctl(PR_CAPBSET_DROP, number)
        except OSError as error:
            if error.errno == errno.EINVAL:  # past the last one
                break
            if error.errno != errno.EPERM:  # an ordinary user has none to drop
                raise
    with contextlib.suppress(OSError):  # before Linux 4.3 there are none
        _libc().prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0)
    syscall("capset", struct.pack("Ii", _CAPABILITY_VERSION_3, 0), bytes(24))
