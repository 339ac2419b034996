"""A real IPython kernel without sockets: it publishes to a function.

The zygote builds it once; each sandbox is a fork that has the finished object.
"""

import importlib
import io
import logging
import subprocess
import sys
import threading
import types
from collections.abc import Callable
from typing import Any

from traitlets.config import Config

Emit = Callable[[str, dict[str, Any]], None]

_MODULES = (
    "IPython.core.magics",
    "IPython.core.pylabtools",
    "IPython.extensions.autoreload",
    "PIL.PngImagePlugin",
    "anywidget",
    "asyncio",
    "ipywidgets",
    "matplotlib.backends.backend_agg",
    "matplotlib.pyplot",
    "matplotlib_inline.backend_inline",
    "numpy",
    "numpy.random",
    "scipy.differentiate",
    "scipy.special",
)
_BUFFER = 8192  # characters of a stream before it is sent on


class Stream(io.TextIOBase):
    """sys.stdout or sys.stderr: collects a little, then emits it."""

    def __init__(self, name: str, descriptor: int) -> None:
        self.name = name
        self._descriptor = descriptor
        self._parts: list[str] = []
        self._size = 0
        self.renew(lambda kind, content: None)

    def renew(self, emit: Emit) -> None:
        """Emit to `emit` from now on; each fork needs a lock of its own."""
        self._emit = emit
        self._lock = threading.RLock()

    @property
    def encoding(self) -> str:  # type: ignore[override]
        return "utf-8"

    def writable(self) -> bool:
        return True

    def fileno(self) -> int:
        return self._descriptor

    def write(self, text: str) -> int:
        if not isinstance(text, str):
            raise TypeError(f"write() needs a str, not {type(text).__name__}")
        with self._lock:
            self._parts.append(text)
            self._size += len(text)
        if self._size > _BUFFER:
            self.flush()
        return len(text)

    def flush(self) -> None:
        with self._lock:
            text, self._parts, self._size = "".join(self._parts), [], 0
            if text:
                self._emit("stream", {"name": self.name, "text": text})


class Notebook:
    """The kernel, its streams and its place to publish."""

    def __init__(self) -> None:
        self.emit: Emit = lambda kind, content: None
        self.stdout, self.stderr = Stream("stdout", 1), Stream("stderr", 2)
        self.kernel = _kernel(lambda kind, content: self.emit(kind, content))
        self.shell = self.kernel.shell
        self.names: dict[str, Any] = self.shell.user_ns

    def connect(self, emit: Emit) -> None:
        """Publish to `emit` from now on."""
        self.emit = emit
        for stream in (self.stdout, self.stderr):
            stream.renew(emit)
        sys.stdout, sys.stderr = self.stdout, self.stderr


def warm_up() -> None:
    """Import what notebooks import, draw one figure, build the kernel."""
    for name in _MODULES:
        importlib.import_module(name)
    import matplotlib.pyplot as plt
    import numpy as np

    plt.switch_backend("agg")
    figure = plt.figure()
    figure.gca().plot([0, 1])
    figure.gca().set_title("warm")
    figure.savefig(io.BytesIO(), format="png")
    plt.close("all")
    np.ones((8, 8)) @ np.ones((8, 8))
    global _notebook
    _notebook = Notebook()
    _notebook.shell.run_line_magic("matplotlib", "inline")  # as in JupyterLab
    try:
        raise NotImplementedError  # the first traceback imports a good deal
    except NotImplementedError:
        _notebook.shell.showtraceback()


_notebook: Notebook | None = None


def notebook() -> Notebook:
    """The notebook that `warm_up` built."""
    assert _notebook is not None
    return _notebook


def _kernel(emit: Emit) -> Any:
    _without_debugger()
    from ipykernel.ipkernel import IPythonKernel
    from IPython.core.error import StdinNotImplementedError
    from jupyter_client.session import Session

    class Publisher(Session):  # type: ignore[misc]
        def send(self, stream: Any, message: Any, *rest: Any, **more: Any) -> None:
            if isinstance(message, dict):
                emit(message["header"]["msg_type"], message["content"])
            else:
                emit(message, more.get("content") or (rest[0] if rest else {}))

    class SocketlessKernel(IPythonKernel):  # type: ignore[misc]
        def raw_input(self, prompt: str = "") -> str:
            raise StdinNotImplementedError("A graded notebook cannot ask for input.")

        getpass = raw_input

    config = Config()
    config.HistoryManager.enabled = False
    config.HistoryManager.hist_file = ":memory:"
    config.InteractiveShell.colors = "nocolor"
    log = logging.getLogger("autograder.inside")
    log.addHandler(logging.NullHandler())
    session = Publisher(key=b"unused")
    kernel = SocketlessKernel.instance(  # widgets look for the one instance
        log=log, session=session, iopub_socket=object(), config=config, user_ns={}
    )
    shell = kernel.shell
    shell.enable_gui = lambda gui=None: None  # %matplotlib asks for it
    shell.system = lambda command: _system(shell, command)
    return kernel


def _system(shell: Any, command: str) -> None:
    """`!command`: IPython's version needs a pseudo-terminal, which is missing here."""
    process = subprocess.Popen(
        shell.var_expand(command, depth=1),
        shell=True,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    )
    with process:
        for line in process.stdout or ():
            sys.stdout.write(line)
    shell.user_ns["_exit_code"] = process.returncode


def _without_debugger() -> None:
    """Skip debugpy: it costs an import and threads, and nobody debugs here."""
    module: Any = types.ModuleType("ipykernel.debugger")
    module._is_debugpy_available = False
    module.Debugger = type("Debugger", (), {})
    sys.modules["ipykernel.debugger"] = module
