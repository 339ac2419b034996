"""A widget's JavaScript as one text, with the modules that it imports inside.

The page gets a module as text and not by an address, so `import ... from "./x.js"` has
nowhere to go.  Each such address is replaced by a data: URL of that module, of which
the browser keeps one copy however often it is imported.  Nothing is installed,
compiled or downloaded for it.
"""

import base64
import re
from functools import cache
from pathlib import Path

LIVE = Path(__file__).resolve().parent
_IMPORT = re.compile(r'(\bfrom\s*)"(\.{1,2}/[^"]+\.js)"')


@cache
def page_of(path):
    """The JavaScript and the style of the widget that is written in a Python file."""
    return module(Path(path).with_suffix(".js")), style(path)


def module(path, _above=()):
    """The text of a JavaScript file that runs wherever it is put.

    Raises: FileNotFoundError, ImportError: an import leads nowhere, or in a circle.
    """
    path = Path(path).resolve()
    if path in _above:
        raise ImportError(f"{path} imports itself, by way of {_above[-1]}.")

    def inlined(match):
        imported = (path.parent / match[2]).resolve()
        if not imported.is_file():
            raise FileNotFoundError(
                f'{path} imports "{match[2]}", and there is no such file.'
            )
        return f'{match[1]}"{_data_url(imported, (*_above, path))}"'

    text = _IMPORT.sub(inlined, path.read_text(encoding="utf-8"))
    return f"{text}\n//# sourceURL=gradients_by_hand/live/{_name(path)}\n"


def style(path):
    """The style of all widgets, and a widget's own where it has one."""
    files = LIVE / "common" / "live.css", Path(path).with_suffix(".css")
    return "\n".join(
        each.read_text(encoding="utf-8") for each in files if each.is_file()
    )


def _name(path):
    """What the browser's debugger calls a module."""
    return path.relative_to(LIVE) if path.is_relative_to(LIVE) else path.name


def _data_url(path, above):
    content = base64.b64encode(module(path, above).encode()).decode("ascii")
    return f"data:text/javascript;base64,{content}"
