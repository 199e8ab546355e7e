"""Wrong sources and the messages they give."""
