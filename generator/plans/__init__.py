"""What education plans mean: goals, their coverage, smallest covers, and the required service."""
