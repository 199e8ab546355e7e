"""The search benchmark: what is searched for, the engines, and their measured quality and cost."""
