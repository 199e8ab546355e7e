"""The canonical form is, to the byte, what the web form writes: npm's `yaml` with its options."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from generator.sources.canonical import canonical
from generator.sources.edit import parse

ROOT = Path(__file__).parents[2]
NODE = Path(sys.prefix) / "bin/node"
# The options are those of Sveltia CMS, in its `format.js`.
SCRIPT = """
import {stringify} from 'yaml';
import {readFileSync} from 'node:fs';
const options = {indent: 2, indentSeq: true, lineWidth: 0, defaultKeyType: 'PLAIN',
                 defaultStringType: 'PLAIN', singleQuote: true};
const written = JSON.parse(readFileSync(0)).map(each => stringify(each, null, options));
console.log(JSON.stringify(written));
"""
TEXTS = """ord|to ord|æøå «x»|12:30|026|26|1.0|.5|1e3|+1|0x1F|0o7|.inf|true|no|null|Null|~|
2026-01-01| x|x |a: b|a #b|x:|#x|- x|-x|-|? x|?x|?|:x|it's|it's: x|a "b"|'a'|a'b"c|[x|x]|{x}
a, b|@x|%x|`x|*x|&x|!x|>x|=|<<|1_000|a\\b|a\\b: "'|x\u00a0y|x\u00ady|😀|http://x.no/#a|{reference}|~x|yes
""".replace("\n", "|").split("|")
BLOCKS = ["to\nlinjer", "to\nlinjer\n", "tre\n\nlinjer\n\n", " inn\nrykk", "a\n  b\n c", "x \ny",
          "- a\n- b", "# a\n# b", "|x\ny", "a: b\nc",
          "x\n---\ny", "- **[§\u00a05](law:x#5)**\n\n> sitat\n\n| a |\n"]  # fmt: skip


def _npm(values: list[Any]) -> list[str]:
    done = subprocess.run(
        [NODE, "--input-type=module", "-e", SCRIPT],
        input=json.dumps(values), capture_output=True, text=True, encoding="utf-8", check=True,
        cwd=Path(sys.prefix) / "node",
    )  # fmt: skip
    written: list[str] = json.loads(done.stdout)
    return written


def test_the_files_of_both_hubs_are_written_alike() -> None:
    """All that a form reads and writes again is as it was, but for comments."""
    values = []
    for folder in (ROOT, ROOT / "tests/hubs/kaffe"):
        for path in (*folder.glob("*.yaml"), *(folder / "content").rglob("*.yaml")):
            document = parse(path.read_text(encoding="utf-8"))
            assert document is not None
            values.append(document.data)
    assert len(values) > 70
    ours = [canonical(json.dumps(value, ensure_ascii=False)) for value in values]
    assert ours == _npm(values)


def test_texts_that_need_care_are_written_alike() -> None:
    """As values, as keys and in lists; with several lines, and in lists inside lists."""
    values: list[Any] = [{"a": text, "b": [text, {text: [1]}]} for text in TEXTS]
    values += [{"a": text, "b": [text, [text, {"c": text, "d": [text]}]]} for text in BLOCKS]
    values += [
        {"a": [], "b": {}, "c": [[], {}, [[1.5, True], None]], "d": 30.0, "e": "---", "f": "..."}
    ]
    values = json.loads(json.dumps(values))
    ours = [canonical(json.dumps(value, ensure_ascii=False)) for value in values]
    assert list(zip(ours, values, strict=True)) == list(zip(_npm(values), values, strict=True))
