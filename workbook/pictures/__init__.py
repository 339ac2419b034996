"""Still pictures of what a student's own function does, a module for each theme.

A picture says in words what it shows (`alt`), so that it can be heard as well as seen.
Unfinished code is a normal state: instead of an error, a sentence appears.  The colours
stay apart under every kind of colour blindness.  Where nobody looks (a grader), set
WORKBOOK_PICTURES=off in the environment, and only the words are made.

    canvas     what all pictures are made with
    gradient   a gradient check: claimed, measured, and where they differ
    losses     a loss and its gradient: build_up, pulls, tangent
"""
