"""The PDFs that readers print, made with Typst."""
