"""The workflows of the repository, and their scripts."""
