"""The PDFs for print, made with Typst, which is used here only."""
