"""The command line: options, output and exit codes. click is used here only."""
