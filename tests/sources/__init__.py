"""Files and YAML."""
