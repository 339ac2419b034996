"""A course below a path that student code may read, such as /usr, stays hidden."""

import shutil
import sysconfig
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from autograder.errors import SandboxFailed
from autograder.execution.kernel import Kernel
from autograder.sandbox import Plan, readable_paths

PLACES = Path("/usr/local/share"), Path(sysconfig.get_path("purelib"))


@pytest.fixture
def course() -> Iterator[Path]:
    """A course in a folder that every sandbox shows."""
    for place in PLACES:
        try:
            folder = Path(tempfile.mkdtemp(prefix="course-", dir=place))
        except OSError:
            continue
        folder.chmod(0o755)
        (folder / "source").mkdir()
        (folder / "source" / "solution.txt").write_text("the solution")
        (place / f"{folder.name}-link").symlink_to(folder)
        yield folder
        (place / f"{folder.name}-link").unlink()
        shutil.rmtree(folder)
        return
    pytest.skip("nothing can be written where sandboxes read")


def reads(tier: Plan, path: Path, *, hidden: list[Path]) -> str:
    with Kernel(tier, hidden=hidden) as kernel:
        kernel.run_cell("import numpy, subprocess", timeout_s=10)
        result = kernel.run_cell(f"print(open({str(path)!r}).read())", timeout_s=10)
    return str(result.outputs)


def test_a_course_where_sandboxes_read_is_hidden(tier: Plan, course: Path) -> None:
    secret = course / "source" / "solution.txt"

    assert "the solution" in reads(tier, secret, hidden=[])
    assert "the solution" not in reads(tier, secret, hidden=[course])


def test_no_link_leads_into_a_hidden_course(tier: Plan, course: Path) -> None:
    link = course.parent / f"{course.name}-link" / "source" / "solution.txt"

    assert "the solution" in reads(tier, link, hidden=[])
    assert "the solution" not in reads(tier, link, hidden=[course])


def test_its_neighbours_stay_readable(tier: Plan, course: Path) -> None:
    beside = course.parent / f"{course.name}-beside.txt"
    beside.write_text("no secret")
    try:
        assert "no secret" in reads(tier, beside, hidden=[course])
    finally:
        beside.unlink()


def test_python_stays_in_a_course_that_holds_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("course/.venv/lib/numpy", "course/source", "other"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "link").symlink_to("course/source")
    lib = str(tmp_path / "course/.venv/lib")
    monkeypatch.setattr(readable_paths, "_of_prefixes", lambda: ((lib, lib),))

    shown = readable_paths.without(str(tmp_path), [str(tmp_path / "course")])

    assert sorted(shown) == [lib, str(tmp_path / "other")]


@pytest.mark.parametrize("folder", ["/usr", readable_paths.readable()[-1][0]])
def test_a_course_that_is_a_folder_of_the_system_is_refused(folder: str) -> None:
    with pytest.raises(SandboxFailed, match=f"the course lies in {folder} itself"):
        readable_paths.exposed([folder])
