"""Ways to publish a built site: MkDocs, and a copy for offline use."""
