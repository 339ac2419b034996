"""A notebook kernel in the sandbox: its cells and what they show."""

from pathlib import Path

from autograder.execution.kernel import Kernel
from autograder.sandbox import Plan
from kernels import printed, run


def test_cells_share_their_state_and_are_counted(kernel: Kernel) -> None:
    first = run(kernel, "x = 20")
    second = run(kernel, "x + 1")

    assert (first.status, first.execution_count) == ("ok", 1)
    assert second.outputs == [
        {
            "output_type": "execute_result",
            "data": {"text/plain": "21"},
            "metadata": {},
            "execution_count": 2,
        }
    ]


def test_outputs_come_in_the_order_in_which_they_were_made(kernel: Kernel) -> None:
    result = run(
        kernel,
        "import sys\n"
        "print('a'); display(1); print('b'); print('c', file=sys.stderr); print('d')",
    )

    seen = [o.get("text") or o["data"]["text/plain"] for o in result.outputs]
    assert "".join(seen).replace("\n", "") in ("a1bcd", "a1bdc")
    assert seen[:2] == ["a\n", "1"]


def test_an_error_is_an_output_without_colours(kernel: Kernel) -> None:
    result = run(kernel, "def f():\n    return 1 / 0\nf()")

    (error,) = result.outputs
    assert result.status == "error"
    assert (error["output_type"], error["ename"]) == ("error", "ZeroDivisionError")
    assert "\x1b" not in "".join(error["traceback"])
    assert "Cell In[1], line 2" in "".join(error["traceback"])


def test_a_picture_is_kept_and_active_content_is_not(kernel: Kernel) -> None:
    result = run(
        kernel,
        "import matplotlib.pyplot as plt\n"
        "from IPython.display import HTML, Javascript\n"
        "plt.plot([1, 2]); plt.show()\n"
        "display(HTML('<script>alert(1)</script>'), Javascript('alert(1)'))",
    )

    kinds = [set(output["data"]) for output in result.outputs]
    assert kinds == [{"text/plain", "image/png"}, {"text/plain"}, {"text/plain"}]


def test_what_notebooks_do_works(kernel: Kernel) -> None:
    text = printed(
        kernel,
        "%matplotlib inline\n"
        "import asyncio, ipywidgets, numpy, scipy.special, scipy.stats\n"
        "import gradients_by_hand\n"
        "await asyncio.sleep(0.01)\n"
        "word = 'shell'\n"
        "!echo from the $word\n"
        "ipywidgets.interact(lambda x: x, x=3)\n"
        "%timeit -n1 -r1 1\n",
    )

    assert "from the shell" in text
    assert "±" in text


def test_what_a_widget_shows_is_not_the_cells_output(kernel: Kernel) -> None:
    result = run(
        kernel,
        "import ipywidgets\n"
        "print('before')\n"
        "ipywidgets.interact(lambda x: print('inside'), x=3)\n"
        "print('after')",
    )

    assert [o.get("text", "") for o in result.outputs] == ["before\n", "", "after\n"]


def test_a_matrix_product_uses_one_thread(kernel: Kernel) -> None:
    source = (
        "import numpy as np, os\n"
        "A = np.ones((400, 400)); A @ A\n"
        "print(len(os.listdir('/proc/self/task')))"
    )

    assert printed(kernel, source) == "1\n"


def test_exit_and_input_do_not_end_a_notebook(kernel: Kernel) -> None:
    run(kernel, "exit()")
    asked = run(kernel, "name = input('your name?')")

    assert asked.outputs[0]["ename"] == "StdinNotImplementedError"
    assert printed(kernel, "print('here')") == "here\n"


def test_trusted_files_lie_in_the_working_directory(
    sandbox: Plan, tmp_path: Path
) -> None:
    (tmp_path / "data.csv").write_text("1,2\n")
    (tmp_path / "images").mkdir()
    (tmp_path / "images" / "one.txt").write_text("uno")
    files = [tmp_path / "data.csv", tmp_path / "images"]

    with Kernel(sandbox, files=files) as kernel:
        text = printed(
            kernel, "print(open('data.csv').read(), open('images/one.txt').read())"
        )

    assert text == "1,2\n uno\n"


def test_the_workbook_is_compiled_before_it_is_shown(kernel: Kernel) -> None:
    look = (
        "import os, gradients_by_hand.hints as m\nprint(os.path.exists(m.__cached__))"
    )

    assert printed(kernel, look) == "True\n"


def test_a_package_on_the_given_path_is_found_and_what_is_beside_it_is_not(
    sandbox: Plan, tmp_path: Path
) -> None:
    for name in ("gradients_by_hand", "secrets_of_the_course"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "__init__.py").write_text("answer = 42")

    with Kernel(sandbox, python_path=[tmp_path]) as kernel:
        text = printed(
            kernel, "import gradients_by_hand; print(gradients_by_hand.answer)"
        )
        beside = run(kernel, "import secrets_of_the_course")

    assert text == "42\n"
    assert beside.outputs[0]["ename"] == "ModuleNotFoundError"
