"""cgroups: the limits that are written, and the end of everybody in one.

No memory controller of version 2 is needed: limits are read back from a folder that
looks like one.  `cgroup.kill` needs no controller, and is tried where root may.
"""

import os
import secrets
import subprocess
import time
from pathlib import Path

import pytest

from autograder.execution.kernel import Kernel
from autograder.sandbox import Limits, Plan, cgroups
from autograder.sandbox.cgroups import Group

HIERARCHIES = Path("/sys/fs/cgroup/unified"), Path("/sys/fs/cgroup")


def delegated(tmp_path: Path, controllers: str) -> Path:
    """A folder that looks like a delegated cgroup with two processes."""
    group = tmp_path / "user.slice" / "grading.scope"
    group.mkdir(parents=True)
    (group / "cgroup.controllers").write_text(controllers)
    (group / "cgroup.subtree_control").write_text("")
    (group / "cgroup.procs").write_text("11\n12\n")
    return group


def test_controllers_are_given_to_children_and_the_graders_move_aside(tmp_path):
    group = delegated(tmp_path, "cpu memory pids")

    cgroups.make_ready(group)

    assert (group / "cgroup.subtree_control").read_text() == "+memory +pids"
    assert (group / "graders" / "cgroup.procs").read_text() in ("11", "12")


def test_nothing_moves_where_no_controller_is_delegated(tmp_path):
    group = delegated(tmp_path, "cpu")

    assert cgroups.make_ready(group) == group
    assert not (group / "graders").exists()


def test_limits_of_a_sandbox_lie_above_those_of_its_watchdog(tmp_path, monkeypatch):
    names = "memory.max", "memory.swap.max", "memory.oom.group", "pids.max"
    monkeypatch.setattr(Path, "mkdir", lambda path: with_files_of(path, names))

    group = Group.make(tmp_path, Limits(memory_mib=100, processes=64))

    assert [(group.path / name).read_text() for name in names] == [
        str(125 << 20),
        "0",
        "1",
        "72",
    ]


def with_files_of(path: Path, names: tuple[str, ...]) -> None:
    os.mkdir(path)
    for name in names:
        (path / name).write_text("max")


def test_a_limit_whose_controller_is_missing_is_passed_over(tmp_path):
    group = Group.make(tmp_path, Limits())

    assert list(group.path.iterdir()) == []


@pytest.mark.parametrize(("count", "reason"), [(0, None), (1, "memory")])
def test_what_the_kernel_ended_is_known(tmp_path, count, reason):
    (tmp_path / "memory.events").write_text(f"low 0\noom 3\noom_kill {count}\n")

    assert Group(tmp_path).ended_for() == reason


def test_a_cgroup_of_another_user_is_not_ours():
    for hierarchy in HIERARCHIES:
        assert not cgroups.is_delegated(hierarchy)


def test_the_own_cgroup_is_found_below_its_mount(tmp_path):
    (tmp_path / "cgroup").write_text("4:memory:/x\n0::/user.slice/a.scope\n")
    (tmp_path / "mountinfo").write_text(
        "30 24 0:26 / /sys/fs/cgroup rw,nosuid - cgroup2 cgroup2 rw\n"
    )

    assert cgroups.own_group(tmp_path) == Path("/sys/fs/cgroup/user.slice/a.scope")


@pytest.fixture
def real_group():
    """An empty cgroup of this machine."""
    for hierarchy in HIERARCHIES:
        group = hierarchy / f"test-{secrets.token_hex(4)}"
        try:
            group.mkdir()
        except OSError:
            continue
        if (group / "cgroup.kill").exists():
            yield group
            for left in [*group.iterdir(), group]:
                if left.is_dir():
                    left.rmdir()
            return
        group.rmdir()
    pytest.skip("no cgroup of version 2 can be made here (that needs root, or systemd)")


def test_everybody_in_a_cgroup_ends_with_it(real_group):
    group = Group.make(real_group, Limits())
    children = [
        subprocess.Popen(["sleep", "60"], start_new_session=True) for _ in range(3)
    ]
    for child in children:
        (group.path / "cgroup.procs").write_text(str(child.pid))

    group.end()

    assert [child.wait(5) for child in children] == [-9, -9, -9]
    assert not group.path.exists()


def test_a_sandbox_joins_its_cgroup_and_leaves_none_behind(
    tier: Plan, real_group, monkeypatch
):
    monkeypatch.setenv(cgroups.VARIABLE, str(real_group))
    cgroups.delegated.cache_clear()
    try:
        with Kernel(tier) as kernel:
            (group,) = (each for each in real_group.iterdir() if each.is_dir())
            inside = (group / "cgroup.procs").read_text().split()
            kernel.run_cell("import os; os.fork() and os._exit(0)", timeout_s=2)
    finally:
        cgroups.delegated.cache_clear()

    assert len(inside) == 2  # the watchdog and the notebook
    assert "cgroup" in kernel.layers
    deadline = time.monotonic() + 5
    while group.exists():
        assert time.monotonic() < deadline
        time.sleep(0.01)
