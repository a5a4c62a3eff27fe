"""How the templates in overrides/fragments become code: what Jinja makes, without the steps that fragments have no use for.

Thousands of pages are rendered from them. Jinja asks of every call whether the function wants the context, looks for what stands
after a dot among the keys of a mapping too, and turns every value that is printed into `Markup`. Here no function wants the
context, a dot is Python's, and what holds nothing to escape is printed as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, MutableMapping
from functools import partial
from typing import Any

from jinja2 import Environment, Template, nodes
from jinja2.compiler import CodeGenerator, Frame, MacroRef
from jinja2.nodes import EvalContext
from jinja2.runtime import Context, Macro, missing
from markupsafe import Markup, escape

find_to_escape = re.compile("[&<>'\"]").search
make_markup = partial(str.__new__, Markup)
"""Makes finished HTML of a plain text, without asking whether it is more than that."""
TEXTS: set[type] = {str}
"""The kinds of text that hold no HTML, as far as they have been met."""


def escape_value(value: Any) -> str:
    """Return what a value is in HTML: the same characters as `markupsafe.escape`, as plain text where that spares a step."""
    kind = type(value)
    if kind is Markup:
        return value  # type: ignore[no-any-return]
    if kind in TEXTS:
        return escape(value) if find_to_escape(value) else value
    if issubclass(kind, str) and not hasattr(kind, "__html__"):
        TEXTS.add(kind)
    return escape(value)


class FragmentCode(CodeGenerator):
    """Writes the code of a fragment."""

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: N802 - Jinja's name
        """Call a function directly."""
        if forward_caller or node.dyn_args or node.dyn_kwargs:
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.visit(node.node, frame)
        self.write("(")
        for argument in (*node.args, *node.kwargs):
            self.visit(argument, frame)
            self.write(", ")
        self.write(")")

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802 - Jinja's name
        """Reach what stands after a dot as Python does."""
        self.visit(node.node, frame)
        self.write(f".{node.attr}")

    def visit_Test(self, node: nodes.Test, frame: Frame) -> None:  # noqa: N802 - Jinja's name
        """Test a value; what is asked whether it is there may be missing."""
        if node.name == "defined" and isinstance(node.node, nodes.Getattr):
            self.write("hasattr(")
            self.visit(node.node.node, frame)
            self.write(f", {node.node.attr!r})")
        else:
            super().visit_Test(node, frame)

    def visit_Include(self, node: nodes.Include, frame: Frame) -> None:  # noqa: N802 - Jinja's name
        """Hand on what another fragment says."""
        if node.ignore_missing or not node.with_context or not isinstance(node.template, nodes.Const):
            super().visit_Include(node, frame)
            return
        self.writeline("yield from " if frame.buffer is None else f"{frame.buffer}.extend(", node)
        self.write(f"environment.get_template({node.template.value!r}).show(context, {self.dump_local_context(frame)})")
        self.write("" if frame.buffer is None else ")")

    def macro_def(self, macro_ref: MacroRef, frame: Frame) -> None:
        """Make a macro of ours."""
        self.write("environment.")
        super().macro_def(macro_ref, frame)

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape or finalize.src is not None:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("environment.escape_value(")


class FragmentMacro(Macro):
    """A macro that hands on what it is given, where it is given each thing that it names in its place."""

    def __init__(self, *given: Any) -> None:
        super().__init__(*given)
        self._plain = not (self.catch_kwargs or self.catch_varargs or self.caller) and self._default_autoescape

    def __call__(self, *args: Any, **kwargs: Any) -> str:
        """Return what the macro says."""
        if self._plain and not kwargs and len(args) == self._argument_count:
            return make_markup(self._func(*args))
        return super().__call__(*args, **kwargs)


class FragmentContext(Context):
    """What a fragment sees. All see the same globals, so that none has to be told what others lack."""

    def __init__(
        self, environment: Environment, parent: dict[str, Any], name: str | None, blocks: Mapping[str, Any], **_: Any
    ) -> None:
        self.parent, self.vars, self.environment, self.name = parent, {}, environment, name
        self.eval_ctx = EvalContext(environment, name)
        self.exported_vars = set()
        self.globals_keys = NOTHING
        self.blocks = {key: [block] for key, block in blocks.items()}


NOTHING: set[str] = set()


class Fragment(Template):
    """A template that was loaded; what others import of it is made once."""

    def show(self, context: Context, stored: Mapping[str, Any]) -> Iterator[str]:
        """Return what the fragment says for another one, which has stored some names of its own."""
        seen = context.parent | context.vars
        seen.update((name, value) for name, value in stored.items() if value is not missing)
        return self.root_render_func(FragmentContext(self.environment, seen, self.name, self.blocks))

    def forget_imports(self) -> None:
        """Let what others import be made anew, since it was made for another site."""
        self._module = None


class FragmentEnvironment(Environment):
    """Where fragments are loaded, rendered and imported; none of their functions may want the context."""

    code_generator_class = FragmentCode
    context_class = FragmentContext
    template_class = Fragment
    Macro = FragmentMacro
    escape_value = staticmethod(escape_value)

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Return what every fragment sees: the same for all, so that no other mapping is put before it."""
        return {**self.globals, **d} if d else self.globals

    def serve(self, **names: Any) -> None:
        """Let fragments see what they are rendered for."""
        self.globals.update(names)
        for fragment in self.cache.values() if self.cache is not None else ():
            fragment.forget_imports()
