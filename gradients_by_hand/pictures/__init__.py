"""Still pictures of what a student's function does, one module for each theme.

Every picture has an alt text that says what it shows.  Unfinished code is a normal
state: a sentence appears in place of an error.  The colours stay distinct under every
kind of colour blindness.  A headless run (a grader) sets WORKBOOK_PICTURES=off in the
environment: then only the words are made.

    canvas          what all pictures are made with; plane: examples and regions in it
    gradient        a gradient check: claimed, measured, and where they differ
    arrays          axes, and two names for one array          00
    slopes          the error of a step size, a kink           01
    index_lens      what an entry of a gradient depends on     02
    blow_up         the pattern of a Jacobian, and its size    03
    logits          scores and what softmax makes of them      04
    jacobian        a Jacobian, and those of a batch           05
    cross_entropy   the pull of a gradient, losses far out     06
    losses          a loss and its gradient                    07
    verdicts        which faults a test sees                   07
    margins         margins, their pull, a kink                08
    boundary        regions of a classifier, and their film    09
    templates       weights as images, two runs                10
    graph           a graph, and the way back through it       11
"""
