"""How the templates in overrides/fragments become code: what Jinja makes, without the steps that fragments have no use for.

Thousands of pages are rendered from them. Jinja asks of every call whether the function wants the context, and turns every value
that is printed into `Markup`; here no function wants the context, and what holds nothing to escape is printed as it is.
"""

from __future__ import annotations

import re
from collections.abc import MutableMapping
from typing import Any

from jinja2 import Environment, Template, nodes
from jinja2.compiler import CodeGenerator, Frame
from markupsafe import Markup, escape

find_to_escape = re.compile("[&<>'\"]").search
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

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape or finalize.src is not None:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("environment.escape_value(")


class Fragment(Template):
    """A template that was loaded; what others import of it is made once."""

    def forget_imports(self) -> None:
        """Let what others import be made anew, since it was made for another site."""
        self._module = None


class FragmentEnvironment(Environment):
    """Where fragments are loaded, rendered and imported; none of their functions may want the context."""

    code_generator_class = FragmentCode
    template_class = Fragment
    escape_value = staticmethod(escape_value)

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Return what every fragment sees: the same for all, so that no other mapping is put before it."""
        return {**self.globals, **d} if d else self.globals

    def serve(self, **names: Any) -> None:
        """Let fragments see what they are rendered for."""
        self.globals.update(names)
        for fragment in self.cache.values() if self.cache is not None else ():
            fragment.forget_imports()
