"""The results of a run -> text for people and for programs."""
