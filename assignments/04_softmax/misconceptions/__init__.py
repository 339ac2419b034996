"""Misconceptions of 04_softmax, one file per exercise.

Each one is code that a student might have written.  It is recognised by its results, so
it changes one thing and is right and numerically stable in all others.

The ids of each file, after "04-":

    softmax          SM, SF; most of them also about `softmax_naive`
    softmax_naive    SN
    logsumexp        LE, LS
    log_softmax      LM, LS
    most_likely      FB
"""
