"""Documents that were written elsewhere -> a hub, with a report of all that a person must look at.

`read` gives lines; `contents`, `outline` and `sections` find roles, topics and questions in them;
`blocks`, `tables`, `spelling`, `copies` and `links` make one answer of the copies of each question;
`hub_files` and `report` say what is written. No rule names the words of a document.
"""
