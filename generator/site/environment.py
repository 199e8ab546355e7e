"""The Jinja environment of all templates. The words in them are ids of the catalogues.

In: a language, and folders with more templates. Out: an environment whose `_`, `ngettext` and
`trans` give texts in the language, and whose filters write dates, numbers and sizes as it does.
"""

import marshal
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import cache, lru_cache
from pathlib import Path
from types import CodeType
from typing import Any

from jinja2 import (
    BytecodeCache,
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    PackageLoader,
    StrictUndefined,
    nodes,
)
from jinja2.bccache import Bucket
from jinja2.compiler import CodeGenerator, Frame
from jinja2.filters import do_forceescape
from jinja2.runtime import Context
from jinja2.visitor import NodeTransformer

from generator.files import write_whole
from generator.language import Language, lower_first
from generator.memory import program

_KEPT = Path(__file__).with_name("__pycache__")
"""Where Python keeps the code that is compiled from the files beside it."""
_MOST_KEPT = 300  # templates; hubs have their own, and come and go


class Compiled(BytecodeCache):
    """The compiled templates of one language: a preview makes environment after environment.

    Jinja applies filters to constants when it compiles, so languages cannot share the code. It is
    kept as Python keeps its own, for compiling takes longer than making a small site. What cannot
    be read, or was compiled by another version of the program, counts as nothing.
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        self._code: dict[tuple[str, str], CodeType] = {}
        self._is_new = False
        with suppress(OSError, EOFError, ValueError, TypeError):
            version, code = marshal.loads(file.read_bytes())  # noqa: S302 - as trusted as our code
            if version == program():
                self._code = code

    def keep(self) -> None:
        """Keep what was compiled since the last time, if the folder can be written."""
        if self._is_new and len(self._code) <= _MOST_KEPT:
            with suppress(OSError):
                write_whole(self._file, marshal.dumps((program(), self._code)))
        self._is_new = False

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give a template the code that was compiled from the same text."""
        bucket.code = self._code.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code of a template."""
        if bucket.code is not None:
            self._code[bucket.key, bucket.checksum] = bucket.code
            self._is_new = True


@cache
def _compiled(tag: str) -> Compiled:
    return Compiled(_KEPT / f"templates.{tag}.{sys.implementation.cache_tag}.pyc")


def keep_compiled(language: Language) -> None:
    """Keep the compiled templates of a language for the next run."""
    _compiled(language.tag).keep()


class _Translated(NodeTransformer):
    """Puts texts without values into a template as it is compiled, so that they cost no call."""

    def __init__(self, language: Language) -> None:
        self._language = language

    def visit_Call(self, node: nodes.Call) -> nodes.Node:  # noqa: N802 - Jinja's name
        """Replace a call that always gives the same text."""
        self.generic_visit(node)
        is_text = isinstance(node.node, nodes.Name) and node.node.name in ("_", "gettext")
        if not is_text or node.kwargs or node.dyn_args or node.dyn_kwargs:
            return node
        if len(node.args) != 1 or not isinstance(node.args[0], nodes.Const):
            return node
        text = self._language.gettext(node.args[0].value)
        return nodes.Const(text, lineno=node.lineno, environment=node.environment)


class _Context(Context):
    """What a template knows. Jinja asks each function what to pass along; ours need nothing."""

    def call(
        self, called: Callable[..., Any], /, *args: Any,
        _loop_vars: Any = None, _block_vars: Any = None, **kwargs: Any,
    ) -> Any:  # fmt: skip
        """Call a function of a template, without the two that Jinja adds."""
        return called(*args, **kwargs)


@lru_cache(5_000)
def _escaped(text: str) -> str:
    """Return a text as HTML; the same addresses and names are on thousands of pages."""
    return str(do_forceescape(text))


class _CodeGenerator(CodeGenerator):
    """Compiles templates that write what is HTML as it is, and the rest by `escaped`."""

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if frame.eval_ctx.autoescape and not frame.eval_ctx.volatile:
            self.write("environment.escaped(")
        else:
            super()._output_child_pre(node, frame, finalize)


class _Environment(Environment):
    """An environment for one language."""

    context_class = _Context
    code_generator_class = _CodeGenerator

    def __init__(self, language: Language, **options: Any) -> None:
        super().__init__(**options)
        self._words = _Translated(language)

    @staticmethod
    def escaped(value: object) -> str:
        """Return a value as HTML, without the `Markup` around it that `escape` makes each time."""
        if type(value) is str:
            return _escaped(value)
        html: Callable[[], str] | None = getattr(value, "__html__", None)
        return html() if html else _escaped(str(value))

    def _generate(self, source: nodes.Template, *args: Any, **more: Any) -> str:
        self._words.visit(source)
        return super()._generate(source, *args, **more)


def environment_of(language: Language, folders: Sequence[Path] = ()) -> Environment:
    """Return a new environment; it escapes values, and an unknown name is an error.

    A template is looked for in `folders`, in order, and then in the package.
    """
    # A site is made from the templates of one moment, also if they change while it is shown.
    environment = _Environment(
        language,
        auto_reload=False,
        bytecode_cache=_compiled(language.tag),
        loader=ChoiceLoader([FileSystemLoader(folders), PackageLoader("generator.site")]),
        autoescape=True,
        undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n"],
    )
    environment.globals |= {
        "_": language.gettext,
        "gettext": language.gettext,
        "ngettext": language.ngettext,
        "pgettext": language.pgettext,
        "language": language,
    }
    environment.filters |= {
        "date": language.date,
        "day": language.day,
        "size": language.size,
        "number": language.number,
        "enumerated": language.enumerated,
        "lower_first": lower_first,
    }
    return environment
