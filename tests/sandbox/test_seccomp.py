"""The filter's decisions, by interpreting it: also for processors we do not have."""

import errno
import platform

import pytest

from autograder.sandbox import seccomp
from autograder.sandbox.syscalls import TABLES

ALLOW, KILL = 0x7FFF_0000, 0x8000_0000
CLONE_THREAD_FLAGS = 0x3D0F00  # what glibc gives pthread_create
AF_UNIX, AF_INET, AF_VSOCK = 1, 2, 40


def decide(
    number: int, *arguments: int, architecture: int, sockets: bool = True
) -> int | str:
    """What the kernel would do: "allow", "kill" or an errno."""
    words = {0: number, 4: architecture}
    words |= {16 + 8 * i: value for i, value in enumerate(arguments)}
    code, position, loaded = seccomp.program(sockets=sockets), 0, 0
    while True:
        step = code[position]
        position += 1
        if step.code == 0x20:
            loaded = words[step.value]
        elif step.code == 0x06:
            action = {ALLOW: "allow", KILL: "kill"}
            return action.get(step.value, step.value & 0xFFFF)
        else:
            true = {
                0x15: loaded == step.value,
                0x35: loaded >= step.value,
                0x45: bool(loaded & step.value),
            }[step.code]
            position += step.then if true else step.otherwise


@pytest.fixture(params=TABLES)
def table(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(platform, "machine", lambda: request.param)
    return TABLES[request.param]


def test_ordinary_calls_are_allowed(table) -> None:
    for number in range(600):
        if number in table.refused | table.absent:
            continue
        depends = (
            table.clone,
            table.socket,
            table.socketpair,
            table.ioctl,
            table.prlimit,
            table.prctl,
            table.mmap,
            table.setsockopt,
        )
        if number not in depends:
            assert decide(number, architecture=table.architecture) == "allow"


def test_refused_calls_are_not_permitted_and_absent_ones_do_not_exist(table) -> None:
    where = table.architecture

    assert {decide(n, architecture=where) for n in table.refused} == {errno.EPERM}
    assert {decide(n, architecture=where) for n in table.absent} == {errno.ENOSYS}


@pytest.mark.parametrize(
    ("processor", "numbers"),
    # setpriority, ioprio_set, and the four sched_set*
    [
        ("x86_64", (141, 251, 142, 144, 203, 314)),
        ("aarch64", (140, 30, 118, 119, 122, 274)),
    ],
)
def test_no_priority_and_no_processor_can_be_chosen(
    processor: str, numbers: tuple[int, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(platform, "machine", lambda: processor)
    where = TABLES[processor].architecture

    assert {decide(n, architecture=where) for n in numbers} == {errno.EPERM}


def test_limits_are_its_own_only(table) -> None:
    where = table.architecture

    assert decide(table.prlimit, 0, architecture=where) == "allow"
    assert decide(table.prlimit, 17, architecture=where) == errno.EPERM


def test_threads_may_be_made_and_namespaces_not(table) -> None:
    where = table.architecture

    assert decide(table.clone, CLONE_THREAD_FLAGS, architecture=where) == "allow"
    for flag in (0x80, 0x20000, *(1 << n for n in range(25, 31))):
        assert decide(table.clone, flag | 17, architecture=where) == errno.EPERM


@pytest.mark.parametrize("family", [AF_INET, AF_VSOCK, 0, 16, 17])
def test_only_local_sockets_may_be_made(table, family: int) -> None:
    where = table.architecture

    assert decide(table.socket, AF_UNIX, architecture=where) == "allow"
    assert decide(table.socketpair, AF_UNIX, architecture=where) == "allow"
    for number in (table.socket, table.socketpair):
        assert decide(number, family, architecture=where) == errno.EAFNOSUPPORT


def test_without_a_network_namespace_only_pairs_may_be_made(table) -> None:
    def here(number: int) -> int | str:
        where = table.architecture
        return decide(number, AF_UNIX, architecture=where, sockets=False)

    assert here(table.socket) == errno.EAFNOSUPPORT
    assert here(table.socketpair) == "allow"


def test_nothing_can_be_typed_into_a_terminal(table) -> None:
    where = table.architecture

    assert decide(table.ioctl, 0, 0x5401, architecture=where) == "allow"
    assert decide(table.ioctl, 0, 0x5412, architecture=where) == errno.EPERM


@pytest.mark.parametrize(
    ("flags", "decision"),
    [
        (0x01, "allow"),  # MAP_SHARED of a file
        (0x02, "allow"),  # MAP_PRIVATE of a file
        (0x22, "allow"),  # MAP_PRIVATE | MAP_ANONYMOUS
        (0x4022, "allow"),  # the same with MAP_NORESERVE
        (0x21, errno.EPERM),
        (0x23, errno.EPERM),  # MAP_SHARED_VALIDATE | MAP_ANONYMOUS
        (0x40021, errno.EPERM),  # with MAP_HUGETLB
    ],
)
def test_shared_memory_needs_a_file(table, flags: int, decision: int | str) -> None:
    arguments = 0, 1 << 30, 3, flags
    assert decide(table.mmap, *arguments, architecture=table.architecture) == decision


@pytest.mark.parametrize(
    ("level", "option", "decision"),
    [(1, 2, "allow"), (6, 7, "allow"), (1, 7, errno.EPERM), (1, 32, errno.EPERM)],
    ids=["SO_REUSEADDR", "of another level", "SO_SNDBUF", "SO_SNDBUFFORCE"],
)
def test_buffers_of_sockets_do_not_grow(table, level, option, decision) -> None:
    arguments = 3, level, option
    found = decide(table.setsockopt, *arguments, architecture=table.architecture)
    assert found == decision


def test_no_process_hides_its_descriptors_from_its_watchdog(table) -> None:
    where = table.architecture

    assert decide(table.prctl, 15, architecture=where) == "allow"  # PR_SET_NAME
    assert decide(table.prctl, 4, architecture=where) == errno.EPERM


def test_another_processors_numbers_end_the_process(table) -> None:
    assert decide(1, architecture=0x4000_0003) == "kill"
    assert decide(0x4000_0001, architecture=table.architecture) == errno.ENOSYS


def test_the_program_fits_its_jumps(table) -> None:
    for step in seccomp.program(sockets=True):
        assert step.then < 256
        assert step.otherwise < 256
