"""Files for machines: feeds, JSON, the search index, the sitemap and headers."""
