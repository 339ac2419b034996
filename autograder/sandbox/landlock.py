"""Landlock: a process restricts its own access to the file system.

Only what a rule names is allowed.  ABI 4 also closes TCP; ABI 6 also keeps signals and
abstract sockets inside the sandbox.
"""

import contextlib
import os
import stat
import struct
from collections.abc import Iterable

from autograder.sandbox import linux

EXECUTE, WRITE_FILE, READ_FILE, READ_DIR = 1, 2, 4, 8
MAKE_CHAR, MAKE_BLOCK = 1 << 6, 1 << 11
REFER, TRUNCATE, IOCTL_DEV = 1 << 13, 1 << 14, 1 << 15

READ = EXECUTE | READ_FILE | READ_DIR
USE = WRITE_FILE | READ_FILE | TRUNCATE  # a device such as /dev/null
_FIRST_ABI = (1 << 13) - 1
_OF_FILES = EXECUTE | WRITE_FILE | READ_FILE | TRUNCATE | IOCTL_DEV
_VERSION_FLAG, _RULE_PATH = 1, 1
_SCOPE_ABSTRACT_SOCKETS, _SCOPE_SIGNALS = 1, 2


def abi() -> int:
    """The version that this kernel offers; 0 if none."""
    try:
        return linux.syscall("landlock_create_ruleset", None, 0, _VERSION_FLAG)
    except OSError:
        return 0


def handled(version: int) -> int:
    """The file-system rights that Landlock of this version can refuse."""
    later = {2: REFER, 3: TRUNCATE, 5: IOCTL_DEV}
    return _FIRST_ABI | sum(right for at, right in later.items() if version >= at)


def restrict(
    *, read: Iterable[str], write: Iterable[str], use: Iterable[str] = ()
) -> None:
    """Confine this process to these paths and devices; missing paths are skipped.

    Needs PR_SET_NO_NEW_PRIVS.
    """
    version = abi()
    rights = handled(version)
    network = 0b11 if version >= 4 else 0  # bind and connect of TCP
    scopes = _SCOPE_ABSTRACT_SOCKETS | _SCOPE_SIGNALS if version >= 6 else 0
    size = 24 if version >= 6 else 16 if version >= 4 else 8
    attributes = struct.pack("QQQ", rights, network, scopes)[:size]
    ruleset = linux.syscall("landlock_create_ruleset", attributes, size, 0)
    everything = rights & ~(MAKE_CHAR | MAKE_BLOCK | IOCTL_DEV)
    try:
        for paths, access in ((read, READ), (write, everything), (use, USE)):
            for path in paths:
                with contextlib.suppress(FileNotFoundError):
                    _allow(ruleset, path, access & rights)
        linux.syscall("landlock_restrict_self", ruleset, 0)
    finally:
        os.close(ruleset)


def keep_signals_below() -> None:
    """Let this process signal and trace only the processes that it starts from now on.

    A fork of a notebook then cannot harm the notebook or another fork.  Raises OSError
    without Landlock ABI 6 (Linux 6.12) or without PR_SET_NO_NEW_PRIVS.
    """
    attributes = struct.pack("QQQ", 0, 0, _SCOPE_SIGNALS)
    ruleset = linux.syscall("landlock_create_ruleset", attributes, 24, 0)
    try:
        linux.syscall("landlock_restrict_self", ruleset, 0)
    finally:
        os.close(ruleset)


def _allow(ruleset: int, path: str, access: int) -> None:
    fd = os.open(path, os.O_PATH | os.O_CLOEXEC)
    try:
        if not stat.S_ISDIR(os.fstat(fd).st_mode):
            access &= _OF_FILES
        rule = struct.pack("=Qi", access, fd)
        linux.syscall("landlock_add_rule", ruleset, _RULE_PATH, rule, 0)
    finally:
        os.close(fd)
