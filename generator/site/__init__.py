"""A hub -> the pages and files of its site. `build` shows all the steps.

content  hub, settings, link results -> what every page and file is made from
text/    Markdown -> HTML, plain text, terms
pages/   Content  -> HTML pages
export/  Content  -> files for programs: JSON, feeds, sitemap, search index
paper/   Content  -> PDFs
assets   parts    -> the scripts and the stylesheet to publish
"""
