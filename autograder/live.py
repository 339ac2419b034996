"""Starts the servers of `autograder lab` and `autograder live` on this machine.

Both functions replace this process by the server, so Ctrl-C ends the server itself.
"""

import importlib.util
import json
import os
import secrets
import socket
import sys
import webbrowser
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

import click

from autograder.course.course import Course
from autograder.errors import AutograderError

_EXTENSIONS = {
    "voila.server_extension": True,
    "gradients_by_hand.live.nodelay": True,
    # These extensions of JupyterLab cost seconds and print errors without it.
    "jupyterlab": False,
    "jupyterlab_jupytext": False,
    "jupyter_lsp": False,
    "nbgrader": False,
    "nbgrader.server_extensions.assignment_list": False,
    "nbgrader.server_extensions.course_list": False,
    "nbgrader.server_extensions.formgrader": False,
    "nbgrader.server_extensions.validate_assignment": False,
    "notebook": False,
    "notebook_shim": False,
}
# These front-end extensions need JupyterLab and print errors without it.
_NOT_HERE = [
    "@jupyter/nbgrader",
    "@jupyter-notebook/lab-extension",
    "jupyterlab-jupytext",
    "jupyterlab_pygments",
]


def become_jupyterlab(course: Course) -> NoReturn:
    """Replace this process by JupyterLab in the release folder of the course."""
    options = ["--allow-root"] if _is_root() else []
    if not _has_browser():
        options.append("--no-browser")  # JupyterLab then prints the URL to open
    os.chdir(course.release)
    os.execv(sys.executable, [sys.executable, "-m", "jupyterlab", *options])


def become_classroom(
    course: Course, files: Sequence[Path], port: int, theme: str
) -> NoReturn:
    """Replace this process by the server of the classroom page.

    The page offers the functions in `files` beside those of the course.

    Raises:
        AutograderError: Voila is not installed, or the port is taken.
    """
    folder = _page()
    token = secrets.token_hex(16)
    port = _free_port(port)
    page = f"/voila/render/classroom.ipynb?theme={theme}"
    click.echo(f"The classroom page: http://127.0.0.1:{port}{page}&token={token}")
    click.echo("Press Ctrl-C to stop it.")
    os.environ["CLASSROOM"] = json.dumps(
        {"source": str(course.source), "files": [str(each.resolve()) for each in files]}
    )
    os.environ["JUPYTER_PATH"] = os.pathsep.join(
        filter(None, [str(folder / "templates"), os.environ.get("JUPYTER_PATH")])
    )
    os.environ["PYTHONWARNINGS"] = "ignore::DeprecationWarning"  # those of Voila
    os.execv(sys.executable, _command(folder, port, token, page))


def _command(folder: Path, port: int, token: str, page: str) -> list[str]:
    options = {
        "ServerApp.ip": "127.0.0.1",
        "ServerApp.port": port,
        "ServerApp.port_retries": 0,
        "ServerApp.root_dir": folder,
        "ServerApp.default_url": page,
        "ServerApp.open_browser": _has_browser(),
        "ServerApp.allow_root": _is_root(),
        "ServerApp.log_level": "ERROR",
        "ServerApp.jpserver_extensions": _EXTENSIONS,
        "IdentityProvider.token": token,
        "VoilaConfiguration.template": "classroom",
        "VoilaConfiguration.extension_denylist": _NOT_HERE,
        "VoilaConfiguration.show_tracebacks": True,
    }
    given = [f"--{name}={value}" for name, value in options.items()]
    return [sys.executable, "-m", "jupyter", "server", *given]


def _page() -> Path:
    """The folder of the page, found without importing the workbook."""
    spec = importlib.util.find_spec("gradients_by_hand")
    if spec is None or spec.origin is None or not importlib.util.find_spec("voila"):
        raise AutograderError(
            "The classroom page needs the workbook and Voila. Run `make live`, or "
            "`pip install -e '.[live]'` in this folder."
        )
    return Path(spec.origin).parent / "live" / "classroom"


def _free_port(wanted: int) -> int:
    with socket.socket() as probe:
        try:
            probe.bind(("127.0.0.1", wanted))
        except OSError:
            raise AutograderError(
                f"Port {wanted} is in use. Choose another one with --port; 0 takes "
                "any free port."
            ) from None
        return int(probe.getsockname()[1])


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


def _has_browser() -> bool:
    try:
        webbrowser.get()
    except webbrowser.Error:
        return False
    return True
