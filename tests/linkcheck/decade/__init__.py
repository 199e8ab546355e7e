"""Years of nights in virtual time, in a world where most things go wrong now and then."""
