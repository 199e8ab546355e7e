"""Ways to publish a site: MkDocs builds and serves it; a ZIP has a copy for offline use."""
