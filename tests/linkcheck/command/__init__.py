"""`rollehub links` as a black box: processes, their output, and the files that they write."""
