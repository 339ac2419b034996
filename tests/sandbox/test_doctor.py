"""What `autograder doctor` says of soft limits and of courses that lie open."""

from pathlib import Path

import pytest
from rich.console import Console

from autograder import doctor
from autograder.sandbox import cgroups, readable_paths


@pytest.fixture
def says(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    """What it prints where this is the delegated cgroup."""

    def examined(group: Path | None) -> str:
        monkeypatch.setattr(cgroups, "delegated", lambda: group)
        doctor.examine(Console(width=400))
        return capsys.readouterr().out

    return examined


def test_without_a_cgroup_the_memory_limit_is_soft(says) -> None:
    assert "soft: no cgroup is delegated" in says(None)


@pytest.mark.parametrize(
    ("controllers", "said"),
    [
        ("cpu pids", "soft: {group} has no memory controller (pids)"),
        ("memory pids", "hard: the kernel enforces it in {group} (memory, pids)"),
    ],
)
def test_a_cgroup_makes_it_hard_if_it_has_the_controller(
    says, tmp_path: Path, controllers: str, said: str
) -> None:
    (tmp_path / "cgroup.controllers").write_text(controllers)

    assert said.format(group=tmp_path) in says(tmp_path)


def test_a_course_that_sandboxes_could_read_is_named(
    says, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    course = tmp_path / "course"
    (course / "assignments").mkdir(parents=True)
    monkeypatch.chdir(course)
    assert f"{course}: outside of what student code may read" in says(None)

    above = str(tmp_path), str(tmp_path)
    monkeypatch.setattr(readable_paths, "readable", lambda: (above,))
    assert f"{course}: student code may read the folder above it" in says(None)

    monkeypatch.setattr(readable_paths, "SYSTEM", (str(course),))
    assert f"cannot be graded: the course lies in {course} itself" in says(None)
