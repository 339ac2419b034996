"""What a person should look at in a student's cells, and what nobody should."""

import time

import pytest

from autograder.course.standalone import standalone
from autograder.integrity.examine import given_origins, written
from autograder.integrity.tampering import tampering
from autograder.static_analysis.student_code import StudentCode
from autograder.submission.notebook_file import Cell


def flags_in(*sources, assignment):
    cells = [Cell("code", source) for source in sources]
    code = StudentCode((cell.source, True) for cell in cells)
    names = given_origins(assignment.code)
    return tampering(written(assignment, cells, code), names)


@pytest.fixture
def flags_of(course):
    """The flags of cells below the setup cell of an assignment."""
    assignment = course.assignment("07_softmax_loss")
    setup = next(
        "".join(cell["source"])
        for cell in assignment.notebook["cells"]
        if cell["cell_type"] == "code"
    )
    return lambda *sources: flags_in(setup, *sources, assignment=assignment)


HONEST = {
    "prints": "print('loss', loss)\nprint(f'{W.shape} of /proc, as they say')",
    "times": "%timeit softmax_loss_naive(W, X, y, 0.1)",
    "times a cell": "%%time\nloss = softmax_loss_naive(W, X, y, 0.1)",
    "draws in the notebook": "%matplotlib inline\n%config InlineBackend.dpi = 90",
    "seeds": "np.random.seed(0)\nrng = np.random.default_rng(231)",
    "sets how plots look": "import matplotlib.pyplot as plt\n"
    "plt.rcParams['figure.figsize'] = (10.0, 8.0)\nplt.rcParams.update({'a': 9})",
    "sets numpy's errors": "np.seterr(all='raise')\nwith np.errstate(over='ignore'):\n"
    "    np.exp(1000)",
    "sets numpy's printing": "np.set_printoptions(precision=3, suppress=True)",
    "imports scipy": "import scipy.special\nscipy.special.logsumexp([1, 2])",
    "has a helper cell": "def softmax(s):\n    e = np.exp(s - s.max())\n"
    "    return e / e.sum()",
    "silences warnings": "import warnings\nwarnings.filterwarnings('ignore')",
    "lists packages": "!pip list\n!pip install numpy",
    "looks at the folder": "!ls\nimport os\nos.listdir('.')",
    "tries": "try:\n    f(1)\nexcept Exception as error:\n    print(error)\nfinally:\n"
    "    pass",
    "writes types": "from typing import Any\ndef f(W: np.ndarray, reg: float = 0.1) "
    "-> tuple[float, np.ndarray]:\n    loss: float = 0.0\n    return loss, W",
    "reloads": "%load_ext autoreload\n%autoreload 2",
    "measures time": "import time\ntic = time.time()\nprint(time.perf_counter() - tic)",
    "shows all results": "from IPython.core.interactiveshell import InteractiveShell\n"
    "InteractiveShell.ast_node_interactivity = 'all'",
    "mends old numpy names": "np.float = float\nnp.bool = bool",
    "is in Colab": "import sys\nif 'google.colab' in sys.modules:\n"
    "    from google.colab import drive\n    drive.mount('/content/drive')",
    "imports from a folder": "import sys\nsys.path.append('../..')\nsys.path[0] = '.'",
    "reads its own data": "data = np.load('data/digits.npz')\nnp.loadtxt('../d.csv')",
    "saves a picture": "plt.savefig('/tmp/loss.png')\nopen('notes.txt', 'w').close()",
    "downloads": "from urllib.request import urlretrieve\n"
    "urlretrieve('http://yann.lecun.com/exdb/mnist/train.gz', 'train.gz')",
    "catches output": "import io, sys, contextlib\nold, sys.stdout = sys.stdout, "
    "io.StringIO()\nsys.stdout = old",
    "sets the environment": "import os\nos.environ['OMP_NUM_THREADS'] = '1'",
    "debugs": "import pdb, traceback, inspect\nprint(inspect.getsource(len))\n"
    "import gc\ngc.collect()",
    "shadows": "sum = 0\nlist = [1]\nmax = sum\ninput = X\nnp.e",
    "has objects": "class Node:\n    grad = None\nloss = np.inf\nloss = Node()\n"
    "loss.grad = 1\nW = np.zeros(3)\nW.shape = (3, 1)\nW.flags.writeable = False",
    "asks the tutor": "with tutor.watching('softmax_loss_naive'):\n    assert True",
    "makes a tutor": "tutor = Tutor.beside_the_notebook()",
    "uses a table": "import pandas as pd\npd.options.display.max_rows = 5",
    "uses globals": "globals()['W2'] = W\nvars()['x'] = 1\nname = globals().get('W')",
    "asks for attributes": "for name in ('sum', 'max'):\n    getattr(np, name)(W)",
    "evaluates": "print(eval('2 * 3'))\nf'{eval(formula)}'",
    "has its own gradient check": "def gradient_check(f, W):\n    return True",
    "does not parse": "def f(:\n    import ctypes",
}


@pytest.mark.parametrize("source", HONEST.values(), ids=HONEST)
def test_what_learners_do_every_day_is_not_flagged(source, flags_of):
    assert flags_of(source) == []


SUSPICIOUS = {
    "replaces a function of numpy": ("np.exp = my_exp", "patch"),
    "replaces a test of numpy": (
        "np.testing.assert_allclose = lambda *a, **k: None",
        "patch",
    ),
    "replaces under another name": (
        "from numpy import linalg as l\nl.norm = f",
        "patch",
    ),
    "replaces through an alias": ("n = np\nn.sum += 1", "patch"),
    "replaces with setattr": ("setattr(np, 'ex' + 'p', f)", "patch"),
    "replaces in __dict__": ("np.__dict__['exp'] = f", "patch"),
    "replaces in vars": ("vars(np)['exp'] = f", "patch"),
    "replaces a built-in": ("import builtins\nbuiltins.abs = f", "patch"),
    "replaces a built-in below": ("def f():\n    __builtins__.len = f", "patch"),
    "replaces a module": ("import sys\nsys.modules['numpy'] = fake", "patch"),
    "deletes a module": (
        "import sys\ndel sys.modules['gradients_by_hand.hints']",
        "patch",
    ),
    "replaces the clock": ("import time\ntime.perf_counter = lambda: 0", "patch"),
    "replaces the tutor": ("class Tutor2: pass\ntutor = Tutor2()", "patch"),
    "is the tutor": ("def tutor(): pass", "patch"),
    "patches the tutor": ("tutor.watching = fake", "patch"),
    "patches its class": ("Tutor.step = lambda *a: print('right')", "patch"),
    "patches hints": ("import gradients_by_hand.hints as h\nh.judged = f", "patch"),
    "patches the measured slope": (
        "import gradients_by_hand.gradients\n"
        "gradients_by_hand.gradients.gradient_check = f",
        "patch",
    ),
    "mocks": ("from unittest.mock import patch\npatch('numpy.exp').start()", "patch"),
    "changes cells on the way": (
        "ip = get_ipython()\nip.input_transformers_post.append(f)",
        "patch",
    ),
    "waits for cells": (
        "get_ipython().events.register('pre_run_cell', f)",
        "patch",
    ),
    "sends its own results": (
        "from IPython import get_ipython as g\ng().kernel.send_response(1)",
        "patch",
    ),
    "hides errors": (
        "from IPython.core.interactiveshell import InteractiveShell as S\n"
        "S.showtraceback = f",
        "patch",
    ),
    "traces": ("import sys\nsys.settrace(f)", "reach"),
    "traces under another name": ("from sys import setprofile as s\ns(f)", "reach"),
    "traces by another way": ("getattr(__import__('sys'), 'settr' 'ace')(f)", "reach"),
    "imports ctypes": ("import ctypes", "reach"),
    "imports a part of ctypes": ("from ctypes import cdll", "reach"),
    "searches the memory": ("import gc\n[o for o in gc.get_objects()]", "reach"),
    "looks at frames": ("import sys\nsys._getframe(1).f_locals['right']", "reach"),
    "looks at frames of errors": (
        "try:\n    1 / 0\nexcept Exception as e:\n    t = e.__traceback__.tb_frame",
        "reach",
    ),
    "inspects": ("import inspect\ninspect.stack()[1]", "reach"),
    "looks into functions": ("print(check.__globals__['secret'])", "reach"),
    "looks for classes": ("().__class__.__base__.__subclasses__()", "reach"),
    "imports the grader": ("import autograder.checks", "reach"),
    "imports the grader by a text": ("__import__('auto' + 'grader')", "reach"),
    "imports the grader by a library": (
        "import importlib as i\ni.import_module('nbgrader.api')",
        "reach",
    ),
    "reads /proc": ("open('/proc/self/environ').read()", "reach"),
    "reads /proc of another": ("open(f'/proc/{pid}/mem', 'rb')", "reach"),
    "reads /proc by a path": ("from pathlib import Path\nPath('/proc/1/cwd')", "reach"),
    "reads /proc in a shell": ("x = !cat /proc/1/cmdline", "reach"),
    "reads /etc in bash": ("%%bash\ncat /etc/passwd", "reach"),
    "reads /root by a process": (
        "import subprocess\nsubprocess.run('ls /root/', shell=True)",
        "reach",
    ),
    "reads the gradebook": (
        "import sqlite3\nsqlite3.connect('../../../gradebook.db')",
        "reach",
    ),
    "walks upwards": ("import os\nfor f in os.walk('../../..'): pass", "reach"),
    "reads solutions": ("open('../../source/07/07.ipynb')", "reach"),
    "ends the process": ("import os\nos._exit(0)", "reach"),
    "kills": ("import os, signal\nos.kill(os.getppid(), 9)", "reach"),
    "forks": ("from os import fork\nfork()", "reach"),
    "opens a socket": ("import socket\nsocket.socket()", "reach"),
    "changes imports": ("import sys\nsys.meta_path.insert(0, f)", "reach"),
    "uses the inside of the tutor": ("tutor._steps['step_1']", "reach"),
    "runs a text": ("import base64\nexec(base64.b64decode(b'...'))", "unreadable"),
    "evaluates what is put together": ("eval('np.' + name)", "unreadable"),
    "asks for a name that is put together": (
        "getattr(np, ''.join(reversed(name)))",
        "unreadable",
    ),
    "traces in a timed cell": ("%%time\nimport sys\nsys.settrace(f)", "reach"),
}


@pytest.mark.parametrize(("source", "kind"), SUSPICIOUS.values(), ids=SUSPICIOUS)
def test_what_tampers_is_flagged_once_with_its_line(source, kind, flags_of):
    flags = flags_of(source)

    assert kind in {flag.kind for flag in flags}
    assert all("added cell 1" in flag.says for flag in flags)
    assert len(flags) <= 3


def test_a_flag_says_what_is_done_and_shows_the_line(flags_of):
    (flag,) = flags_of("x = 1", "x = 2\nnp.exp = abs")

    assert flag.where == "added cell 2"
    assert flag.says == "numpy.exp is replaced: line 2 of added cell 2 (np.exp = abs)."


def test_cells_with_our_own_text_are_not_flagged(course):
    for assignment in course:
        cells = [
            "".join(cell["source"])
            for cell in assignment.notebook["cells"]
            if cell["cell_type"] == "code"
        ]
        assert flags_in(*cells, assignment=assignment) == []


def test_no_right_answer_and_no_wrong_rule_of_the_course_is_flagged(course):
    flagged = {}
    for assignment in course:
        setup = "".join(assignment.notebook["cells"][1]["source"])
        exercises = {each.id: each.function for each in assignment.exercises}
        answers = [(each.exercise, each.function) for each in assignment.variants]
        answers += [
            (id, each.function)
            for each in assignment.misconceptions
            for id in each.exercises
        ]
        for id, function in answers:
            source = standalone(function, exercises[id])
            if flags := flags_in(setup, source, assignment=assignment):
                flagged[assignment.name, id, function.__name__] = flags

    assert flagged == {}


HOSTILE = {
    "a chain of attributes": "np" + ".x" * 2500,
    "a chain of calls": "f" + "()" * 2500,
    "a chain of joins": "open(''" + ".join([])" * 2500 + ")",
    "a sum": "open(" + "+".join(["'/proc'"] * 2500) + ")",
    "a chain of getattr": "getattr(" * 150 + "np" + ", 'x')" * 150,
    "a chain of entries": "np.__dict__" + "['x']" * 2500,
    "a thousand replaced functions": "\n".join(f"np.f{i} = f" for i in range(4000)),
    "a long text": f"open('{'../' * 20_000}')",
    "a long text that is nearly a place": f"open('{'./' * 20_000} ')",
    "a long way upwards": f"open('{'../' * 20_000}x y')",
    "many targets": "np.a" + " = np.a" * 5000 + " = 1",
}


@pytest.mark.parametrize("source", HOSTILE.values(), ids=HOSTILE)
def test_no_text_makes_the_search_long_or_its_result_large(source, flags_of):
    started = time.process_time()

    flags = flags_of(source)

    assert time.process_time() - started < 2
    assert len(flags) <= 20
    assert all(len(flag.says) <= 400 for flag in flags)
