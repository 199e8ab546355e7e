"""The command line: options, output and exit codes. click lives here only."""
