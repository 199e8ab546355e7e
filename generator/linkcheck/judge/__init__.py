"""An observation -> a verdict. Pure functions."""
