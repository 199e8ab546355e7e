"""Pages, files and PDFs."""
