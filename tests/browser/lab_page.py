"""What a test does with JupyterLab in a page: open a notebook, run it, look at it."""

import nbformat

TIMEOUT_S = 120  # nothing takes so long, except on a machine that does much else

_OPEN = """() => {
    const panel = window.jupyterapp?.shell.currentWidget;
    const kernel = panel?.sessionContext?.session?.kernel;
    return kernel?.status === 'idle' && !!panel.content?.model;
}"""
_RUN = """() => {
    const panel = window.jupyterapp.shell.currentWidget;
    const models = panel.content.widgets.map(cell => cell.model);
    return panel.sessionContext.session.kernel.status === 'idle'
        && models.every(model => model.type !== 'code'
            || !model.sharedModel.getSource().trim()
            || model.executionCount !== null);
}"""

# A command may wait for an answer in a dialogue, and nobody gives one.
_EXECUTE = """async ([id, given, limit]) => {
    const done = window.jupyterapp.commands.execute(id, given).then(() => {});
    const late = new Error(`${id} has not ended`);
    await Promise.race([done, new Promise((_, no) => setTimeout(no, limit, late))]);
}"""


def write_notebook(path, *sources):
    """A notebook with these code cells, as a file."""
    cells = [nbformat.v4.new_code_cell(source) for source in sources]
    # Without a kernelspec JupyterLab opens a dialogue and waits.
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    notebook = nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": kernel})
    nbformat.write(notebook, path)


def open_notebook(page, lab, path):
    """Open a notebook, a path below the served folder, and wait for its kernel."""
    page.goto(lab.url(f"lab/tree/{path}", reset=""), wait_until="domcontentloaded")
    wait_for_kernel(page)


def wait_for_kernel(page):
    """Wait until the notebook on top has a kernel that has nothing to do."""
    page.wait_for_function(_OPEN, timeout=TIMEOUT_S * 1000)


def run_all(page, timeout_s=TIMEOUT_S):
    """Run all cells of the open notebook and wait until they are done."""
    wait_for_kernel(page)  # what is run before is never run
    command(page, "notebook:run-all-cells")
    page.wait_for_function(_RUN, timeout=timeout_s * 1000)


def command(page, name, **arguments):
    """Run a command of JupyterLab by its id, as its menus do; wait for its end."""
    wait_for_command(page, name)
    page.evaluate(_EXECUTE, [name, arguments, TIMEOUT_S * 1000])


def wait_for_command(page, name):
    """Wait until JupyterLab and the extension that brings a command are there."""
    page.wait_for_function(
        "name => window.jupyterapp?.commands.hasCommand(name)",
        arg=name,
        timeout=TIMEOUT_S * 1000,
    )


def cell(page, index):
    """The cell of the open notebook at an index, as a locator."""
    return page.locator(".jp-NotebookPanel:not(.lm-mod-hidden) .jp-Cell").nth(index)


def output(page, index):
    """What the cell at an index shows below its code, as a locator."""
    return cell(page, index).locator(".jp-OutputArea-output")


def save(page):
    """Save the open document."""
    command(page, "docmanager:save")


def end_kernels(page):
    """Shut down every kernel of this page's server, if the page is JupyterLab."""
    page.evaluate("() => window.jupyterapp?.serviceManager.sessions.shutdownAll()")
