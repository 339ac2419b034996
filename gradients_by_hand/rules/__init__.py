"""The rules that the notebook and the grader share, each written once.

A visible check and a hidden check ask the same function, so they give the same verdict
in the same words.  The package holds no answer, no check and no formula of the course,
and it imports nothing but the standard library and numpy.

    source_reading  the statements of a cell; caps for hostile text
    scopes          what a definition binds, imports and takes from outside
    definitions     what one statement of a cell defines
    notebook_code   what a notebook defines, and the helpers that a function uses
    loops           the Python loops of a function
    borrowed        the library functions that a function uses
    comparison      whether a value is the right one, and how it is wrong
    messages        how an exception is worded
    student_line    the student's own line in a traceback
"""
