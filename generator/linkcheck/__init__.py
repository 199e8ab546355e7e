"""The nightly link check.

    observations  the values that the steps below pass on: what to fetch, and what was observed
    targets       a hub, or a list     -> targets: one for each address without its fragment
    fetch/        targets              -> observations: facts, nothing judged (aiohttp only here)
    page/         the bytes of a page  -> title, headings, ids, main text, fingerprint
    judge/        an observation       -> judgement: one of eight verdicts; never raises
    memory/       judgements, history  -> whether an alarm is confirmed; whether our own network was
                                          out; what the next run remembers
    settle        observations         -> results and the new history, by judge/ and memory/
    run           addresses            -> results: all of the above, with deadline and interrupts
    results       results              -> a JSON file: all that the site knows of the link check
    reports/      results              -> text, Markdown, annotations, JUnit
    merge         results of each part -> results of the whole
    moves         history              -> permanent moves that may be written, and those that not
    fix           permanent moves      -> links.yaml

Facts and judgement are kept apart, so that judgement can be tested in tables, and changed without
fetching anything again. The history contains facts too, and never a verdict.
"""
