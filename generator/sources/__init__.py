"""The bytes of a file -> a document that knows the line and column of each value."""
