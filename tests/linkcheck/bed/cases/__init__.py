"""The cases by kind: each module here offers `cases()`, and `table` collects them."""
