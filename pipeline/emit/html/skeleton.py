"""Page skeletons: the Jinja templates of the look. The only module that knows Jinja."""

from __future__ import annotations

from collections.abc import Callable

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from pipeline.emit.look import Look


def filler(look: Look) -> Callable[..., str]:
    """Give the function that fills in skeletons of a look, each read once: for files of which there are many."""
    environment = Environment(
        loader=FunctionLoader(look.read),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )

    def filled(name: str, **values: object) -> str:
        return environment.get_template(name).render(values)

    return filled


def fill(look: Look, name: str, **values: object) -> str:
    """Fill in a skeleton; whatever is not `Markup` is escaped, and a value that is not given is an error."""
    return filler(look)(name, **values)


def trusted(text: str) -> Markup:
    """Mark our own style sheet, script or drawing as safe to stand in a page as it is. Never an author's words."""
    return Markup(text)  # noqa: S704 (see above)
