"""seccomp: refuses the system calls that no notebook needs.

The filter is a short program of the kernel's classic packet filter, assembled here.
It is a deny list: namespaces, mounts, other processes' memory and priority, kernel
interfaces with a history of holes, memory that counts for no process, and every socket
that is not local.
"""

import ctypes
import errno
import platform
import struct
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from autograder.sandbox import linux
from autograder.sandbox.syscalls import TABLES, Table

_LOAD, _RETURN = 0x20, 0x06
_IF_EQUAL, _IF_AT_LEAST, _IF_ANY_BIT = 0x15, 0x35, 0x45
_ALLOW, _KILL, _ERRNO = 0x7FFF_0000, 0x8000_0000, 0x0005_0000
_NUMBER, _ARCHITECTURE = 0, 4  # offsets in the data that the filter sees
_FIRST_ARGUMENT, _SECOND_ARGUMENT = 16, 24  # their low halves
_THIRD_ARGUMENT, _FOURTH_ARGUMENT = 32, 40

_X32 = 0x4000_0000  # x86_64 only: a second set of numbers for the same calls
_NEW_NAMESPACES = 0x7E02_0080  # every CLONE_NEW*, CLONE_NEWTIME too
_TIOCSTI, _TIOCLINUX = 0x5412, 0x541C  # typing into somebody else's terminal
_AF_UNIX = 1
_SOL_SOCKET, _SO_SNDBUF, _SO_SNDBUFFORCE = 1, 7, 32
_MAP_SHARED, _MAP_ANONYMOUS = 0x01, 0x20  # the first is in MAP_SHARED_VALIDATE, too
_SET_MODE_FILTER = 1


@dataclass(frozen=True, slots=True)
class Instruction:
    """`then` and `otherwise` say how many instructions a jump skips."""

    code: int
    value: int
    then: int = 0
    otherwise: int = 0

    def pack(self) -> bytes:
        return struct.pack("HBBI", self.code, self.then, self.otherwise, self.value)


Block = Sequence[Instruction]


def supported() -> bool:
    return platform.machine() in TABLES


def program(*, sockets: bool) -> list[Instruction]:
    """The filter.  Without `sockets` there is no socket() at all, only pairs."""
    table = TABLES[platform.machine()]
    return [
        _load(_ARCHITECTURE),
        *_unless_equal(table.architecture, [_return(_KILL)]),
        _load(_NUMBER),
        *_if_at_least(_X32, [_refuse(errno.ENOSYS)]),
        *_refusals(table.refused, errno.EPERM),
        # Its flags lie behind a pointer.  Told that clone3 and memfd_create do not
        # exist, libraries fall back to clone and to a file.
        *_refusals(table.absent, errno.ENOSYS),
        *_on(table.clone, _FIRST_ARGUMENT, _if_any_bit(_NEW_NAMESPACES)),
        *_socket_rules(table, sockets),
        *_on(table.ioctl, _SECOND_ARGUMENT, _if_one_of((_TIOCSTI, _TIOCLINUX))),
        # Only its own limits (0): a fork could stop the notebook from forking.
        *_on(table.prlimit, _FIRST_ARGUMENT, _unless_equal(0, [_refuse(errno.EPERM)])),
        *_memory_rules(table),
        _return(_ALLOW),
    ]


def install(*, sockets: bool) -> None:
    """Put this process under the filter.  Needs PR_SET_NO_NEW_PRIVS."""
    code = b"".join(instruction.pack() for instruction in program(sockets=sockets))
    buffer = ctypes.create_string_buffer(code, len(code))
    header = struct.pack("HxxxxxxP", len(code) // 8, ctypes.addressof(buffer))
    linux.syscall("seccomp", _SET_MODE_FILTER, 0, header)


def _socket_rules(table: Table, sockets: bool) -> list[Instruction]:
    other_family = _unless_equal(_AF_UNIX, [_refuse(errno.EAFNOSUPPORT)])
    pair = _on(table.socketpair, _FIRST_ARGUMENT, other_family)
    if sockets:
        return pair + _on(table.socket, _FIRST_ARGUMENT, other_family)
    # Landlock does not govern connect() to a socket file.
    return pair + _refusals([table.socket], errno.EAFNOSUPPORT)


def _memory_rules(table: Table) -> list[Instruction]:
    """Refuse memory that outlives its mapping, and what would hide its size.

    Shared memory without a file stays although it is unmapped, up to its last page.
    With a file it counts on the scratch disk.  The watchdog counts sockets, each with
    the buffer that it was made with, and reads the descriptors of dumpable processes.
    """
    shared = [
        Instruction(_IF_ANY_BIT, _MAP_ANONYMOUS, otherwise=2),
        *_if_any_bit(_MAP_SHARED),
    ]
    larger_buffer = [
        *_unless_equal(_SOL_SOCKET, [_return(_ALLOW)]),
        _load(_THIRD_ARGUMENT),
        *_if_one_of((_SO_SNDBUF, _SO_SNDBUFFORCE)),
    ]
    return [
        *_on(table.mmap, _FOURTH_ARGUMENT, shared),
        *_on(table.setsockopt, _SECOND_ARGUMENT, larger_buffer),
        *_on(table.prctl, _FIRST_ARGUMENT, _if_one_of((linux.PR_SET_DUMPABLE,))),
    ]


def _load(offset: int) -> Instruction:
    return Instruction(_LOAD, offset)


def _return(action: int) -> Instruction:
    return Instruction(_RETURN, action)


def _refuse(number: int) -> Instruction:
    return _return(_ERRNO | number)


def _refusals(numbers: Iterable[int], error: int) -> list[Instruction]:
    return [i for n in sorted(numbers) for i in _if_equal(n, [_refuse(error)])]


def _on(number: int, argument: int, rules: Block) -> list[Instruction]:
    """For this call, load the argument, apply the rules, and otherwise allow it."""
    return _if_equal(number, [_load(argument), *rules, _return(_ALLOW)])


def _if_equal(value: int, block: Block) -> list[Instruction]:
    return [Instruction(_IF_EQUAL, value, otherwise=len(block)), *block]


def _unless_equal(value: int, block: Block) -> list[Instruction]:
    return [Instruction(_IF_EQUAL, value, then=len(block)), *block]


def _if_at_least(value: int, block: Block) -> list[Instruction]:
    return [Instruction(_IF_AT_LEAST, value, otherwise=len(block)), *block]


def _if_any_bit(mask: int) -> list[Instruction]:
    return [Instruction(_IF_ANY_BIT, mask, otherwise=1), _refuse(errno.EPERM)]


def _if_one_of(values: Iterable[int]) -> list[Instruction]:
    return [i for value in values for i in _if_equal(value, [_refuse(errno.EPERM)])]
