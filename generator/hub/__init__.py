"""Documents -> a Hub, and questions about a hub. The only package that knows the file formats."""
