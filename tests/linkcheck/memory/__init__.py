"""Memory: what is kept of an address from run to run, its file, and when it gives an alarm."""
