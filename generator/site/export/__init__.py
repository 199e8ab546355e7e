"""The files that programs read: JSON, feeds, sitemap, search index, headers."""
