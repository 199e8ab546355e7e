"""The model of a hub, and what is asked of it."""
