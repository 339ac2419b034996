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

_IMPORT = re.compile(r'(\bfrom\s*)"(\.{1,2}/[^"]+\.js)"')


def page_of(path):
    """The JavaScript and the style of the widget that is written in a Python file."""
    return module(Path(path).with_suffix(".js")), style(path)


def module(path):
    """The text of a JavaScript file that runs wherever it is put."""
    path = Path(path)

    def inlined(match):
        return f'{match[1]}"{_data_url((path.parent / match[2]).resolve())}"'

    text = _IMPORT.sub(inlined, path.read_text(encoding="utf-8"))
    return f"{text}\n//# sourceURL=workbook/live/{path.name}\n"


def style(path):
    """The style of all widgets, and a widget's own where it has one."""
    common = Path(__file__).parent / "common" / "live.css"
    own = Path(path).with_suffix(".css")
    parts = [each for each in (common, own) if each.is_file()]
    return "\n".join(each.read_text(encoding="utf-8") for each in parts)


@cache
def _data_url(path):
    content = base64.b64encode(module(path).encode()).decode("ascii")
    return f"data:text/javascript;base64,{content}"
