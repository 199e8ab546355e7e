"""What publishes a built site: MkDocs, and the offline copy."""
