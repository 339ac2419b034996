"""The folder that a student's process may write to, if it has no disk of its own.

Its content is untrusted: links, unreadable folders, thousands of levels.  So this code
follows no link and does not recurse.
"""

import contextlib
import os
import secrets
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from autograder.sandbox import root

_ENOUGH = 100_000  # entries; more exceed every limit


def used_of_disk() -> tuple[int, int]:
    """Bytes and files on the sandbox's own disk."""
    disk = os.statvfs(root.HOME)
    return (disk.f_blocks - disk.f_bfree) * disk.f_frsize, disk.f_files - disk.f_ffree


def used_below(directory: str) -> Callable[[], tuple[int, int]]:
    """A function that returns how many bytes and files were added since now."""
    bytes_before, files_before = _measure(directory)

    def used() -> tuple[int, int]:
        size, files = _measure(directory)
        return size - bytes_before, files - files_before

    return used


def make() -> Path:
    """A fresh directory, in the system's temporary one."""
    directory = Path(tempfile.mkdtemp(prefix="sandbox-"))
    (directory / "tmp").mkdir()
    return directory


def hand_over(directory: Path, owner: int) -> None:
    """Make all of it belong to the user that the student's process will be."""
    for entry in _walk(str(directory)):
        os.chown(entry.path, owner, owner, follow_symlinks=False)
    os.chown(directory, owner, owner)


def copy_in(source: Path, target: Path) -> None:
    """A copy, because the original may be closed to the student's process."""
    target.parent.mkdir(parents=True, exist_ok=True)
    if source.is_dir():
        shutil.copytree(source, target, copy_function=shutil.copyfile)
    else:
        shutil.copyfile(source, target)


def remove(directory: Path) -> None:
    """Delete all of it, without recursion: each folder's content is moved up first.

    The watchdog and the grader both do it, whoever lives longer.
    """
    with contextlib.suppress(FileNotFoundError):
        _remove(directory)


def _remove(directory: Path) -> None:
    os.chmod(directory, 0o700)
    unguessable, number = secrets.token_hex(8), 0
    while True:
        folders = [entry for entry in _entries(directory) if _delete(entry)]
        if not folders:
            break
        for folder in folders:
            os.chmod(folder.path, 0o700)
            for entry in _entries(folder.path):
                if entry.is_dir(follow_symlinks=False):
                    os.chmod(entry.path, 0o700)  # moving one means writing to it
                number += 1
                os.rename(entry.path, directory / f"{unguessable}{number}")
            os.rmdir(folder.path)
    os.rmdir(directory)


def _delete(entry: "os.DirEntry[str]") -> bool:
    """Delete a file; say whether it is a folder instead."""
    if entry.is_dir(follow_symlinks=False):
        return True
    os.unlink(entry.path)
    return False


def _measure(directory: str) -> tuple[int, int]:
    size = files = 0
    for entry in _walk(directory):
        files += 1
        if files > _ENOUGH:
            break
        with contextlib.suppress(OSError):
            size += 512 * entry.stat(follow_symlinks=False).st_blocks
    return size, files


def _walk(directory: str) -> "Iterator[os.DirEntry[str]]":
    waiting = [directory]
    while waiting:
        for entry in _entries(waiting.pop()):
            yield entry
            if entry.is_dir(follow_symlinks=False):
                waiting.append(entry.path)


def _entries(directory: str | Path) -> "list[os.DirEntry[str]]":
    with contextlib.suppress(OSError), os.scandir(directory) as entries:
        return list(entries)
    return []
