"""The PDFs that are made for print."""
