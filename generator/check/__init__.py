"""A loaded hub -> everything that is wrong or doubtful in it, as problems."""
