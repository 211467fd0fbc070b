"""The look: design tokens, templates and fonts, read once at the entrance."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal, NamedTuple


class Look(NamedTuple):
    """Where the look lives and what the tokens say (`templates/tokens.toml`, whose comments are the reference)."""

    folder: Path
    tokens: dict[str, Any]

    def read(self, name: str) -> str:
        """Give a template or style sheet by its path below the templates folder."""
        return (self.folder / name).read_text(encoding="utf-8")


def templates() -> Path:
    """Give the folder of the templates: inside an installed package, or beside it in a working copy."""
    inside = Path(str(files("pipeline"))) / "templates"
    return inside if inside.is_dir() else Path(str(files("pipeline"))).parent / "templates"


@cache
def look() -> Look:
    """Read the project's own look."""
    folder = templates()
    return Look(folder, tomllib.loads((folder / "tokens.toml").read_text(encoding="utf-8")))


# How strong the tints are that are made of the primary colour: as in tokens.toml.
_STEPS = {"one": 0.06, "two": 0.12, "three": 0.2, "four": 0.3}
_DARK_TINTS = {"primary_tint": 0.08, "primary_soft": 0.24}
_COVER_TONES = (0.88, 0.66, 0.4, 0.13)


def _mix(color: str, share: float, other: str) -> str:
    """Give `share` of a colour mixed with another, both as #rrggbb."""
    pairs = zip(bytes.fromhex(color[1:]), bytes.fromhex(other[1:]), strict=True)
    return "#" + bytes(round(one * share + two * (1 - share)) for one, two in pairs).hex()


def themed(base: Look, primary: str = "", accent: str = "") -> Look:
    """Give the look in an organisation's own colours (#rrggbb, "" keeps ours); tints are derived from them."""
    tokens = dict(base.tokens)
    light: dict[str, str] = dict(base.tokens["color"]["light"])
    dark: dict[str, str] = dict(base.tokens["color"]["dark"])
    if primary:
        light |= {"primary": primary, "primary_tint": _mix(primary, 0.06, light["paper"])}
        light["primary_soft"] = _mix(primary, 0.2, light["paper"])
        dark["primary"] = _mix(primary, 0.45, "#ffffff")
        dark |= {name: _mix(dark["primary"], share, dark["paper"]) for name, share in _DARK_TINTS.items()}
        tokens["step"] = {
            "light": {name: _mix(primary, share, light["paper"]) for name, share in _STEPS.items()},
            "dark": {name: _mix(dark["primary"], share * 0.6, dark["paper"]) for name, share in _STEPS.items()},
        }
        shades = [_mix(primary, 0.78, "#000000"), *(_mix(primary, share, "#ffffff") for share in _COVER_TONES)]
        tokens["cover"] = {**tokens["cover"], "ground": primary, "tones": shades}
    if accent:
        light |= {"accent": accent, "accent_text": accent, "accent_tint": _mix(accent, 0.08, light["paper"])}
        tokens["cover"] = {**tokens["cover"], "accent": accent}
        dark |= {"accent": _mix(accent, 0.5, "#ffffff"), "accent_text": _mix(accent, 0.5, "#ffffff")}
    tokens["color"] = {"light": light, "dark": dark}
    if primary:
        strong = {"light": _mix(primary, 0.6, "#000000"), "dark": _mix(primary, 0.25, "#ffffff")}
        tokens["contrast"] = {name: {**table, "primary": strong[name]} for name, table in tokens["contrast"].items()}
    return base._replace(tokens=tokens)


_UNITS = {"print": "pt", "page": "mm", "space": "em"}


def font_stack(look: Look, key: str) -> str:
    """Give the CSS value of a font token: the family, then its fallbacks; generic names stay bare."""
    fonts = look.tokens["font"]
    families = [fonts[key], *fonts.get(f"{key}_fallback", ())]
    return ", ".join(name if name in ("sans-serif", "monospace") else f'"{name}"' for name in families)


def _variables(prefix: str, table: dict[str, Any], unit: str = "") -> list[str]:
    return [f"--{prefix}-{key.replace('_', '-')}:{value}{unit};" for key, value in table.items()]


def color_variables(look: Look, theme: Literal["light", "dark"]) -> str:
    """Give the CSS custom properties of one theme: `[color.light]` becomes `--color-…`, and so on."""
    chosen = {name: table[theme] for name, table in look.tokens.items() if theme in table and name != "contrast"}
    return "".join(line for name, table in chosen.items() for line in _variables(name, table))


def contrast_variables(look: Look, theme: Literal["light", "dark"]) -> str:
    """Give the CSS custom properties that are others where the reader asks for more contrast."""
    return "".join(_variables("color", look.tokens["contrast"][theme]))


def size_variables(look: Look) -> str:
    """Give the CSS custom properties of fonts and sizes: points, millimetres, ems; pixels as rem of 16."""
    screen = look.tokens["screen"]
    lines = [
        f"--font-body:{font_stack(look, 'body')};",
        f"--font-code:{font_stack(look, 'code')};",
        *_variables("weight", look.tokens["font"]["weight"]),
        *(line for name, unit in _UNITS.items() for line in _variables(name, look.tokens[name], unit)),
        f"--screen-body:{screen['body'] / 16:g}rem;",
        f"--screen-body-line:{screen['body_line']};",
        f"--screen-measure:{screen['measure'] * screen['figure'] * screen['body'] / 16:g}rem;",
        f"--screen-nav:{screen['nav'] / 16:g}rem;",
        f"--screen-radius:{screen['radius']}px;",
    ]
    return "".join(lines)
