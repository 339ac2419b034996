"""Bundles a widget's JavaScript: one text that contains the modules it imports.

The page gets a module as text without an address, so it cannot resolve
`import ... from "./x.js"`.  The bundle holds each module once, those that others import
first, and a few lines that give each an address in the page.  Nothing is installed,
compiled or downloaded.
"""

import json
import re
from functools import cache
from pathlib import Path

LIVE = Path(__file__).resolve().parent
_IMPORT = re.compile(r'(\bfrom\s*)"(\.{1,2}/[^"]+\.js)"')
# The last module is the widget's own.  Widgets of one page share their modules and what
# these hold: each text has one address, which the page remembers.
_LOADER = """\
const texts = {texts};
const known = (globalThis.gradientsByHandModules ??= new Map());
const addresses = [];
const address = (_, place) => JSON.stringify(addresses[place]);
for (const text of texts) {{
  const linked = text.replace(/"module:(\\d+)"/g, address);
  if (!known.has(linked)) {{
    const blob = new Blob([linked], {{ type: "text/javascript" }});
    known.set(linked, URL.createObjectURL(blob));
  }}
  addresses.push(known.get(linked));
}}
const widget = await import(addresses.at(-1));
export default widget.default;
"""


@cache
def page_of(path):
    """The JavaScript and the style of the widget in a Python file of the same name."""
    return bundled(Path(path).with_suffix(".js")), style(path)


def bundled(path):
    """The text of a JavaScript file with all that it imports inside.

    Raises:
        FileNotFoundError: an import names no file.
        ImportError: a module imports itself, perhaps through others.
    """
    texts = list(modules(path).values())
    return _LOADER.format(texts=json.dumps(texts, ensure_ascii=False))


def modules(path):
    """path -> text of a JavaScript file and of all that it imports, itself last.

    An import in a text names the place of the imported module, as in "module:3".
    """
    found = {}
    _add(Path(path).resolve(), found, ())
    return found


def style(path):
    """The style that all widgets share, and the widget's own style if it has one."""
    files = LIVE / "common" / "live.css", Path(path).with_suffix(".css")
    return "\n".join(
        each.read_text(encoding="utf-8") for each in files if each.is_file()
    )


def _add(path, found, above):
    if path in above:
        raise ImportError(f"{path} imports itself, by way of {above[-1]}.")
    if path in found:
        return

    def linked(match):
        imported = (path.parent / match[2]).resolve()
        if not imported.is_file():
            raise FileNotFoundError(
                f'{path} imports "{match[2]}", and there is no such file.'
            )
        _add(imported, found, (*above, path))
        return f'{match[1]}"module:{list(found).index(imported)}"'

    text = _IMPORT.sub(linked, path.read_text(encoding="utf-8"))
    found[path] = f"{text}\n//# sourceURL=gradients_by_hand/live/{_name(path)}\n"


def _name(path):
    """The name of a module in the browser's debugger."""
    return path.relative_to(LIVE) if path.is_relative_to(LIVE) else path.name
