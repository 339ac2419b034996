"""Bundles a widget's JavaScript: one text that contains the modules it imports.

The page gets a module as text without an address, so it cannot resolve
`import ... from "./x.js"`.  The bundle replaces each such address by a data: URL of the
module; the browser keeps one copy however often it is imported.  Nothing is installed,
compiled or downloaded.
"""

import base64
import re
from functools import cache
from pathlib import Path

LIVE = Path(__file__).resolve().parent
_IMPORT = re.compile(r'(\bfrom\s*)"(\.{1,2}/[^"]+\.js)"')


@cache
def page_of(path):
    """The JavaScript and the style of the widget in a Python file of the same name."""
    return module(Path(path).with_suffix(".js")), style(path)


def module(path, _above=()):
    """The text of a JavaScript file with all that it imports inside.

    Raises:
        FileNotFoundError: an import names no file.
        ImportError: a module imports itself, perhaps through others.
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
    """The style that all widgets share, and the widget's own style if it has one."""
    files = LIVE / "common" / "live.css", Path(path).with_suffix(".css")
    return "\n".join(
        each.read_text(encoding="utf-8") for each in files if each.is_file()
    )


def _name(path):
    """The name of a module in the browser's debugger."""
    return path.relative_to(LIVE) if path.is_relative_to(LIVE) else path.name


def _data_url(path, above):
    content = base64.b64encode(module(path, above).encode()).decode("ascii")
    return f"data:text/javascript;base64,{content}"
