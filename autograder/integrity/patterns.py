"""What code can do that has nothing to do with an answer: a table with the reasons.

    USES      a library's name that is mentioned at all
    INSIDES   an attribute, whatever object has it
    PLACES    a file or folder that is none of the notebook's
    OWNED     libraries whose parts are not for a student to replace

The table names what tampers with or spies on the machinery.  What learners do every day
(seeds, print options, magics, plots, downloads, timing) must not be in it.
"""

import re
from dataclasses import dataclass

from autograder.report import FlagKind


@dataclass(frozen=True)
class Pattern:
    """Names that stand for one kind of thing; `does` completes "... , which ..."."""

    kind: FlagKind
    names: frozenset[str]
    does: str

    def fits(self, origin: str) -> bool:
        """Whether the origin is one of the names or a part of one."""
        return any(f"{origin}.".startswith(f"{name}.") for name in self.names)


def _of(kind: FlagKind, names: str, does: str) -> Pattern:
    return Pattern(kind, frozenset(names.split()), does)


USES = (
    _of(
        "reach",
        "sys.settrace sys.setprofile sys.monitoring threading.settrace "
        "threading.setprofile sys.addaudithook bdb.Bdb",
        "watches other code while it runs",
    ),
    _of(
        "reach",
        "sys._getframe sys._current_frames inspect.currentframe inspect.stack "
        "inspect.trace inspect.getouterframes inspect.getinnerframes",
        "looks at the variables of the code that calls it",
    ),
    _of(
        "reach",
        "gc.get_objects gc.get_referrers gc.get_referents tracemalloc._get_traces",
        "searches the memory for objects of others",
    ),
    _of(
        "reach",
        "ctypes numpy.ctypeslib cffi _ctypes",
        "reads and writes memory past Python",
    ),
    _of("reach", "autograder nbgrader", "is the grader, and none of the notebook's"),
    _of(
        "reach",
        "sys.meta_path sys.path_hooks sys.path_importer_cache importlib.abc",
        "changes what an import means",
    ),
    _of(
        "reach",
        "os.kill os.killpg os._exit os.fork os.forkpty os.execv os.execve os.execvp "
        "os.execl os.posix_spawn os.ptrace",
        "ends, copies or replaces a process",
    ),
    _of(
        "reach",
        "socket.socket socket.create_connection socket.socketpair socket.fromfd",
        "opens a connection of its own",
    ),
    _of(
        "patch",
        "unittest.mock.patch pytest.MonkeyPatch forbiddenfruit",
        "replaces parts of other code",
    ),
    _of(
        "unreadable",
        "builtins.exec builtins.compile marshal.loads types.CodeType "
        "types.FunctionType",
        "runs code that is made while it runs, so that it cannot be read here",
    ),
)
_BY_LIBRARY = {
    library: [
        each
        for each in USES
        if any(f"{n}.".startswith(f"{library}.") for n in each.names)
    ]
    for library in {name.split(".")[0] for each in USES for name in each.names}
}


def uses(origin: str) -> list[Pattern]:
    """The patterns of USES that an origin fits."""
    of_library = _BY_LIBRARY.get(origin.split(".")[0], ())
    return [each for each in of_library if each.fits(origin)]


# What %, ! and display() come to.  Everything else of the shell steers the notebook.
SHELL_IS_FOR = frozenset(
    "run_line_magic run_cell_magic magic system getoutput ast_node_"
    "interactivity set_next_input enable_matplotlib".split()
)
INSIDES = {
    **dict.fromkeys(
        "f_back f_globals f_locals f_builtins tb_frame gi_frame cr_frame".split(),
        "looks at the variables of other code",
    ),
    **dict.fromkeys(
        "__globals__ __closure__ cell_contents co_consts co_code".split(),
        "looks inside of a function",
    ),
    "__subclasses__": "searches for classes of others",
}

# Of these, an attribute that is set is a library that behaves in another way.
OWNED = frozenset(
    "numpy scipy math cmath builtins time sys json io pathlib types operator "
    "gradients_by_hand shell IPython ipykernel".split()
)
# Ways of the day: output that is caught, names that old numpy had, all results shown.
MAY_BE_SET = re.compile(
    r"sys\.(stdout|stderr|path|argv|tracebacklimit|ps1|ps2|dont_write_bytecode)"
    r"|numpy\.(bool|int|float|complex|object|str|long|Inf|product|in1d|trapz)"
    r"|IPython\..*\.ast_node_interactivity|shell\.ast_node_interactivity"
)
SETTERS = frozenset({"builtins.setattr", "builtins.delattr"})

PLACES = re.compile(
    r"/(proc|sys|etc|root|boot|run|var|srv)(/\S*)?"
    r"|/dev/(?!null$|shm$)\S+"
    r"|~/\.\S+"
    r"|(\S*/)?(gradebook\.db|nbgrader_config\.py|\.autograder(/\S*)?)"
    r"|(\.{0,2}/)*(source|autograded|submitted|feedback|assignments)/\S+"
)
# Upwards twice, or the root itself: only where something is opened.
UPWARDS = re.compile(r"(\.\./){2}\S*|(\.\./)+\.\.|/")
LONGEST_PATH = 4096  # characters: the system opens none that is longer
OPENERS = frozenset(
    "open Path read_text read_bytes load loadtxt genfromtxt fromfile walk listdir "
    "scandir glob iglob rglob iterdir connect copy copyfile copytree read_csv".split()
)
SHELLS_OUT = re.compile(
    r"shell\.(system|getoutput|run_cell_magic|run_line_magic)"
    r"|os\.(system|popen)|subprocess\..*"
)
# Where a text is only shown, or is where to import from, it is no place that is read.
ONLY_SHOWN = re.compile(r"builtins\.print|sys\.path\..*|warnings\.warn|logging\..*")
