"""The model of a hub, and questions about it."""
