"""A hostile directory is measured and removed all the same."""

import os
from pathlib import Path

import pytest

from autograder.sandbox import readable_paths, scratch
from autograder.sandbox.root import HOME


@pytest.fixture
def directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    return scratch.make()


def test_thousands_of_levels_are_removed(directory: Path) -> None:
    here = os.getcwd()
    os.chdir(directory)
    for _ in range(3000):
        os.mkdir("d")
        os.chdir("d")
    os.chdir(here)

    scratch.remove(directory)

    assert not directory.exists()


def test_links_are_removed_and_not_followed(directory: Path, tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    kept.mkdir()
    (kept / "file").write_text("precious")
    (directory / "link").symlink_to(kept)
    (directory / "folder").mkdir()
    (directory / "folder" / "link").symlink_to(kept / "file")

    scratch.remove(directory)

    assert (kept / "file").read_text() == "precious"
    assert not directory.exists()


def test_closed_folders_and_odd_files_are_removed(directory: Path) -> None:
    (directory / "closed" / "inner").mkdir(parents=True)
    os.mkfifo(directory / "closed" / "pipe")
    (directory / "closed" / "inner").chmod(0)
    (directory / "closed").chmod(0)
    directory.chmod(0)

    scratch.remove(directory)
    scratch.remove(directory)  # the second time it is gone already

    assert not directory.exists()


def test_what_was_there_before_does_not_count(directory: Path) -> None:
    (directory / "given").write_bytes(bytes(100_000))
    used = scratch.used_below(str(directory))

    (directory / "folder").mkdir()
    (directory / "folder" / "more").write_bytes(b"x" * 50_000)

    size, files = used()
    assert 50_000 <= size < 70_000
    assert files == 2


def test_a_sparse_file_counts_what_it_occupies(directory: Path) -> None:
    used = scratch.used_below(str(directory))

    with open(directory / "sparse", "wb") as file:
        file.truncate(1 << 30)

    assert used()[0] < 10_000


def test_a_tree_without_a_part_is_everything_else(tmp_path: Path) -> None:
    for name in ("lib/a", "lib/site/numpy", "lib/site/ours/deep", "lib/site/scipy"):
        (tmp_path / name).mkdir(parents=True)

    parts = readable_paths.without(
        str(tmp_path / "lib"), [str(tmp_path / "lib/site/ours")]
    )

    assert {os.path.relpath(part, tmp_path) for part in parts} == {
        "lib/a",
        "lib/site/numpy",
        "lib/site/scipy",
    }
    assert list(readable_paths.without("/usr", ["/elsewhere"])) == ["/usr"]


def test_pythons_settings_are_not_among_what_is_shown() -> None:
    shown = [target for _, target in readable_paths.readable()]

    assert not any(path.endswith("/etc") for path in shown)
    assert HOME not in shown
