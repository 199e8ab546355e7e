"""A loaded hub -> everything in it that is wrong or doubtful. `checks` lists all checks."""
