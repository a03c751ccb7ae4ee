"""The sandbox: values are read, never called or joined; every step is counted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping
from types import CodeType
from typing import Any, NoReturn

import jinja2
from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context, LoopContext, Macro, Undefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import missing
from markupsafe import Markup

from raadsvoorstel.document import Blank
from raadsvoorstel.filters import FilterError, filters
from raadsvoorstel.placeholders import FIELDS, names_of
from raadsvoorstel.templating.errors import ForbiddenError, OverBudgetError
from raadsvoorstel.templating.run import RUN
from raadsvoorstel.templating.words import known_names, near

_MARKS = {str(level): Markup("#" * level) for level in range(1, 7)}  # noqa: S704 - only #


def heading_marks(niveau: object) -> Markup:
    """`##` for level 2: so that a template can let the house style choose."""
    marks = _MARKS.get(str(niveau))
    if marks is None:
        raise FilterError("`kop` hoort bij een niveau van 1 tot en met 6")
    return marks


def is_blank(value: object) -> bool:
    return isinstance(value, Blank)


@jinja2.pass_context  # so that a constant is not written while the template is compiled
def finalize(context: Context, value: object) -> Markup:
    """What is written for a value: always Markup, as `Coder` counts on."""
    del context
    if isinstance(value, Markup):
        RUN.get().spend(len(value))
        return value
    if isinstance(value, Undefined):
        str(value)  # raises, with the name that is unknown
    return RUN.get().put(value)


def named_filter(name: str) -> Callable[[object], object]:
    def apply(value: object) -> object:
        if isinstance(value, Undefined):
            str(value)
        if isinstance(value, Markup):  # text of a template, with tokens in it
            raise FilterError(f"`{name}` hoort direct achter een waarde")
        return filters(RUN.get().seen.huisstijl.bedragen)[name](value)

    return apply


COUNTED, FLAT = " counted", " flat"
"""Names of filters that no template can write."""
_SCOPES = frozenset(("_loop_vars", "_block_vars"))
"""What jinja2 passes along with every call."""
_MAPPING_METHODS = frozenset(("items", "keys", "values"))


def counted(items: Iterable[object]) -> Iterator[object]:
    if isinstance(items, Undefined):
        str(items)
    if isinstance(items, Blank):  # a list that is not known yet: the blank stands in its place
        items = (items,)
    if not isinstance(items, tuple) and (isinstance(items, str) or not isinstance(items, Iterable)):
        raise FilterError("`for` hoort bij een lijst")
    step = RUN.get().step
    for item in items:
        step()
        yield item


def flat(item: object) -> object:
    """A list in a list in a list could grow beyond all bounds."""
    if isinstance(item, list | tuple | dict):
        raise SecurityError("een lijst in een lijst")
    return item


class Coder(CodeGenerator):
    """Writes code that takes what `finalize` gives as it is: Markup, which needs no escaping."""

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        del node, frame
        self.write(finalize.src)

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        del node, frame, finalize
        self.write(")")


class Sandbox(ImmutableSandboxedEnvironment):
    """Values are read, never called or joined; every round of a loop is counted."""

    code_generator_class = Coder
    intercepted_binops = frozenset(("+", "*", "%", "-", "/", "//", "**"))

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.loaded: dict[str, jinja2.Template] = {}

    def _generate(
        self,
        source: nodes.Template,
        name: str | None,
        filename: str | None,
        defer_init: bool = False,  # noqa: FBT001, FBT002 - jinja2's own signature
    ) -> str:
        for joined in source.find_all(nodes.Concat):
            raise ForbiddenError("`~` plakt teksten aan elkaar", joined.lineno, name, filename)
        for loop in source.find_all(nodes.For):
            loop.iter = self._through(COUNTED, loop.iter)
        for made in source.find_all(nodes.List):
            made.items = [self._flat(item) for item in made.items]
        for row in source.find_all(nodes.Tuple):
            row.items = [self._flat(item) if row.ctx == "load" else item for item in row.items]
        for pair in source.find_all(nodes.Pair):
            pair.value = self._through(FLAT, pair.value)
        return super()._generate(source, name, filename, defer_init=defer_init)

    def _flat(self, item: nodes.Expr) -> nodes.Expr:
        return item if isinstance(item, nodes.Literal) else self._through(FLAT, item)

    def _through(self, name: str, value: nodes.Node) -> nodes.Expr:
        return nodes.Filter(value, name, [], [], None, None, lineno=value.lineno, environment=self)

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """No template brings globals: jinja2 would layer them, and list both at every include."""
        return self.globals if not d else super().make_globals(d)

    def _load_template(
        self,
        name: str,
        globals: MutableMapping[str, Any] | None,  # noqa: A002 - jinja2's own
    ) -> jinja2.Template:
        """Each template once: jinja2 would take a lock and ask the loader at every include."""
        run = RUN.get(None)
        if run is not None:
            run.used.add(name)
        if name not in self.loaded:
            self.loaded[name] = super()._load_template(name, globals)
        return self.loaded[name]

    def _compile(self, source: str, filename: str) -> CodeType:
        try:
            return super()._compile(source, filename)
        except (SyntaxError, MemoryError) as error:  # Python nests no deeper
            raise OverBudgetError from error

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        try:
            return super()._parse(source, name, filename)
        except ValueError as error:  # a number of thousands of digits
            raise OverBudgetError from error

    def getattr(self, obj: Any, attribute: str) -> Any:
        """A field of a record is a value, which needs no look at what could be called."""
        if attribute in FIELDS[type(obj)]:
            return getattr(obj, attribute)
        return super().getattr(obj, attribute)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        if attr.startswith("_"):
            return False
        if callable(value) and not isinstance(value, Macro):
            return isinstance(obj, LoopContext) or (
                isinstance(obj, Mapping) and attr in _MAPPING_METHODS
            )
        return True

    def is_safe_callable(self, obj: Any) -> bool:
        owner = getattr(obj, "__self__", None)
        return (
            isinstance(obj, Macro)
            or obj is heading_marks
            or isinstance(owner, LoopContext | Mapping)
        )

    def call_binop(
        self,
        context: Context,
        operator: str,
        left: Any,
        right: Any,
    ) -> Any:
        if operator not in {"+", "-", "%"}:
            raise SecurityError(f"rekenen met `{operator}`")
        if not (isinstance(left, int) and isinstance(right, int)):
            raise SecurityError(f"`{operator}` buiten twee gehele getallen")
        if operator == "%" and not right:
            raise SecurityError("delen door nul")
        return super().call_binop(context, operator, left, right)

    def call(self, context: Context, obj: Any, /, *args: Any, **kwargs: Any) -> Any:
        RUN.get().step()
        if isinstance(obj, Undefined):
            str(obj)
        if obj is heading_marks and len(args) == 1 and kwargs.keys() <= _SCOPES:
            return heading_marks(*args)  # what jinja2 passes along is not for us
        if not self.is_safe_callable(obj):
            raise SecurityError("een waarde aanroepen met ( )")
        return super().call(context, obj, *args, **kwargs)

    def unsafe_undefined(self, obj: Any, attribute: str) -> NoReturn:
        del obj
        raise SecurityError(f"`{attribute}` is hier niet te gebruiken")


class Unknown(jinja2.StrictUndefined):
    """An unknown name: an error wherever it is used, also in a test or a loop."""

    __slots__ = ()

    @property
    def _undefined_message(self) -> str:
        name, owner = str(self._undefined_name), self._undefined_obj
        names = known_names() if owner is missing else names_of(owner)
        return f"De naam '{name}' bestaat niet\n{near(name, names)}"
