"""Who speaks: the list of speakers, one speaker with the evidence, voices side by side, judging,
and the graph of lines, persons and voices. About the speaker alone: whether a recording is
authentic and whether what is said is true are other questions, answered elsewhere."""
