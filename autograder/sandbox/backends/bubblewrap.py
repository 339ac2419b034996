"""Bubblewrap: `bwrap` makes the namespaces, on machines that let no other program.

No warm process can be forked into them, so bwrap starts a Python for each sandbox,
which costs the imports (about a second).  Inside, the other layers follow as usual.
"""

import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack

from autograder.sandbox import namespaces, readable_paths, requirements, root
from autograder.sandbox.backend import Availability, Capabilities, Layers
from autograder.sandbox.limits import MIB
from autograder.sandbox.programs import ProgramLauncher, cache_folder, environment
from autograder.sandbox.request import Confinement, Request
from autograder.sandbox.watched import ALL_LAYERS, Launcher, WatchedBackend
from autograder.sandbox.zygote_client import zygote

_DISK = {f"{root.SCRATCH}/{name}": at for name, at in root.PARTS.items()}
_FINISHED = "--remount-ro", "/", "--chdir", "/"
_FONTS = "matplotlib/fontlist-*.json"
_PACKAGE = readable_paths.PACKAGE, readable_paths.PACKAGE


class Bubblewrap(WatchedBackend):
    """Namespaces made by bwrap, where only that program may make them."""

    name = "bubblewrap"
    strength = 30
    automatic = False  # it starts a Python for each notebook, which is slow
    meaning = (
        "Student code has a file system, processes and a network of its own, made by "
        "bwrap for each notebook (about a second). The watchdog, not the kernel, "
        "limits the number of files."
    )
    confinement = Confinement(makes_namespaces=False, walled=True, restricted=True)

    def available(self, machine: Capabilities) -> Availability:
        return requirements.check(
            machine,
            requirements.is_linux,
            _works,
            requirements.has_readable_python,
            requirements.has_seccomp,
        )

    def layers(self, machine: Capabilities) -> Layers:
        abi = requirements.landlock_abi(machine)
        missing = ["a limit on the number of files by the kernel"]
        if abi < requirements.FORK_WALLS_ABI:
            missing.insert(0, requirements.NO_FORK_WALLS)
        if abi == 0:
            missing.append("Landlock: the grader's own program can be read")
        active = [each for each in ALL_LAYERS if abi or each != "Landlock"]
        return Layers(("namespaces", *active), tuple(missing))

    def launcher(self) -> Launcher:
        if not any(cache_folder().glob(_FONTS)):
            zygote()  # it writes the list of fonts; each sandbox would search for them
        inside = {"MPLCONFIGDIR": f"{root.HOME}/.matplotlib"}
        return ProgramLauncher(_command, environment() | inside)


def _works(machine: Capabilities) -> str:
    found = machine.get("bubblewrap")
    return "" if found is True else f"bwrap fails or is not installed ({found})"


def _command(
    request: Request, inside: list[str], files: ExitStack
) -> tuple[list[str], list[int]]:
    fds, data = _data_files(_contents(), files)
    return [*_walls(request), *data, *_FINISHED, *inside], fds


def views(shown: Iterable[root.View]) -> Iterator[str]:
    """bwrap's arguments for these read-only views, without those inside another."""
    kept: list[tuple[str, str]] = []
    for source, target in shown:
        above = [(s, t) for s, t in kept if f"{target}/".startswith(f"{t}/")]
        if any(os.path.lexists(s + target.removeprefix(t)) for s, t in above):
            continue
        kept.append((source, target))
        if os.path.islink(source):
            yield from ("--symlink", os.readlink(source), target)
        else:
            yield from ("--ro-bind", source, target)


def _walls(request: Request) -> list[str]:
    """bwrap's command line up to the files and the program."""
    bwrap = shutil.which("bwrap", path=os.defpath) or "bwrap"
    student = str(namespaces.STUDENT)
    size = str(request.limits.scratch_mib * MIB)
    return [
        *(bwrap, "--unshare-user", "--unshare-all", "--as-pid-1"),
        *("--uid", student, "--gid", student, "--hostname", "sandbox"),
        *("--size", size, "--tmpfs", root.SCRATCH),
        *(word for part in _DISK for word in ("--perms", "0700", "--dir", part)),
        *("--dir", "/dev"),
        *(word for name in root.DEVICES for word in _device(f"/dev/{name}")),
        *(word for part, at in _DISK.items() for word in ("--symlink", part, at)),
        *(word for at, to in root.LINKS.items() for word in ("--symlink", to, at)),
        *("--proc", "/proc"),
        *views([*readable_paths.readable(), _PACKAGE]),
        *_hidden(request.hidden),
        *views((source, _on_disk(target)) for source, target in request.views),
    ]


def _hidden(folders: Sequence[str]) -> Iterator[str]:
    """bwrap's arguments that cover these folders, except for Python and this package.

    The package is needed to start; Landlock hides it afterwards.
    """
    for path in readable_paths.exposed(folders):
        shown = [(part, part) for part in readable_paths.of_python(path)]
        if _PACKAGE[0].startswith(f"{path}/"):
            shown.append(_PACKAGE)
        yield from ("--tmpfs", path, *views(shown), "--remount-ro", path)


def _device(path: str) -> tuple[str, str, str]:
    return "--dev-bind", path, path


def _on_disk(path: str) -> str:
    """The real place of a path in the home directory: bwrap follows no link."""
    for part, at in _DISK.items():
        if path.startswith(f"{at}/"):
            return part + path.removeprefix(at)
    return path


def _contents() -> dict[str, bytes]:
    """The small files of a new sandbox: the names of users, and the list of fonts."""
    files = {path: text.encode() for path, text in root.FILES.items()}
    for path in cache_folder().glob(_FONTS):
        files[_on_disk(f"{root.HOME}/.matplotlib/{path.name}")] = path.read_bytes()
    return files


def _data_files(
    contents: Mapping[str, bytes], files: ExitStack
) -> tuple[list[int], list[str]]:
    """Descriptors that bwrap reads, and its arguments that make files of them."""
    fds, words = [], []
    for path, content in contents.items():
        file = files.enter_context(tempfile.TemporaryFile())  # noqa: SIM115 - closed there
        file.write(content)
        file.seek(0)
        fds.append(file.fileno())
        words += ["--file", str(file.fileno()), path]
    return fds, words


BACKEND = Bubblewrap()
