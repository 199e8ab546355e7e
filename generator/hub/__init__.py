"""Documents -> a Hub, and lookups in it. The only package that knows the file formats."""
