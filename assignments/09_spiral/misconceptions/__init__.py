"""Misconceptions of 09_spiral, one file per exercise.

Each one is code that a student might have written.  It is recognised by its results, so
it changes one thing and is right and numerically stable in all others.

The ids of each file, after "09-":

    make_spiral              SP
    predict                  TR, PR
    decision_grid            VZ, DG
    train_linear             TR: the loop; BI: the bias
    train_linear_gradient    WB: the way back and the penalty; AS: at the scores
    train_linear_results     CB: the callback and what is returned
"""
