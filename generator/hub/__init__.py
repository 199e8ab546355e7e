"""Documents -> a Hub, and what may be asked of one. The only room that knows the formats."""
