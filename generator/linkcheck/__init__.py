"""The nightly link check.

    targets    a hub, or a list       -> Targets: one per address without its fragment
    engine     Targets                -> Observations: facts, nothing judged   (aiohttp only here)
    page       the bytes of a page    -> PageFacts: title, headings, ids, main text
    classify   Observation + sites    -> Judgement: the eight verdicts, pure and total
    history    Records in a JSON file -> what was seen before; facts, never verdicts
    policy     Judgement + Record     -> whether an alarm is confirmed
    report     Results                -> text, Markdown, annotations, JUnit

Facts and judgement are apart, so that judgement can be tested in tables and changed later without
fetching anything again.
"""
