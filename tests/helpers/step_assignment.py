"""An assignment with a step and an adapter, as its author writes it."""

from autograder.authoring.build import build
from notebooks import NAME, small_assignment

TEXT = """
## A step

```{code-cell} ipython3
:nbgrader: {grade_id: step-1, solution: true}

def step_1():
    ### BEGIN SOLUTION
    return "2*x[k]", 3
    ### END SOLUTION
```

```{code-cell} ipython3
:nbgrader: {grade_id: step-1-check, points: 2}

tutor.step("step_1")
```

## A generator

```{code-cell} ipython3
:nbgrader: {grade_id: adapter, locked: true}

def first_of(make, n):
    return np.array(list(make(n)))
```

```{code-cell} ipython3
:nbgrader: {grade_id: evens, solution: true}

def evens(n):
    ### BEGIN SOLUTION
    for i in range(n):
        yield 2 * i
    ### END SOLUTION
```

```{code-cell} ipython3
:nbgrader: {grade_id: evens-check, points: 3}

assert list(first_of(evens, 2)) == [0, 2]
```
"""
STEPS = '''"""One step with two answers."""

from gradients_by_hand.steps import Index, Number, Step, StepMisconception


def a_vector(rng):
    return {"x": rng.normal(size=4), "D": 4}


STEPS = (
    Step(
        "step-1",
        "A slope and a number.",
        Index(
            "2*x[k]",
            given=a_vector,
            free_indices={"k": "D"},
            equivalents=("x[k]+x[k]",),
            misconceptions=(
                StepMisconception("SQ01", "x[k]", "A factor got lost.", "Which one?"),
            ),
        ),
        Number(
            3,
            misconceptions=(
                StepMisconception("SQ02", 4, "One too many.", "How many?"),
            ),
        ),
    ),
)
'''
MISCONCEPTIONS = """

@misconception(
    id="EV01",
    exercise="evens",
    says="You begin at two.",
    try_this="Which even number is the first?",
    section="A generator",
)
def begins_at_two(n):
    return (2 * i + 2 for i in range(n))
"""
REFERENCE = """

def evens(n):
    yield from range(0, 2 * n, 2)


def first_of(make, n):
    return np.array(list(make(n)))
"""
PUBLIC = """


def first_of(make, n):
    return np.array(list(make(n)))


FIXTURES["evens"] = [(3,), (1,)]
THROUGH = {"evens": first_of}
"""
CHECK = '''"""Hidden checks of `evens`."""

from autograder.checks import agree, check


@check(exercise="evens")
def test_evens(student):
    """Even numbers from 0 on."""
    agree(student.first_of(student.evens, 4), [0, 2, 4, 6], what="the numbers")
'''


def build_with_a_step(course):
    """Build the small assignment with a step and an adapter more; its folder."""
    course.assignments.mkdir(parents=True)
    folder = small_assignment(course)
    more = {
        f"{NAME}.md": TEXT,
        "misconceptions.py": MISCONCEPTIONS,
        "reference.py": REFERENCE,
        "public.py": PUBLIC,
    }
    for name, text in more.items():
        with open(folder / name, "a", encoding="utf-8") as file:
            file.write(text)
    (folder / "steps.py").write_text(STEPS, encoding="utf-8")
    (folder / "checks" / "test_evens.py").write_text(CHECK, encoding="utf-8")
    build(course)
    return folder
