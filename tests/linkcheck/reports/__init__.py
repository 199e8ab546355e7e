"""Reports: the results of a run as a table, an issue, annotations, JUnit and JSON."""
