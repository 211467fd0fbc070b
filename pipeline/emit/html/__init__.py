"""HTML: the model as fragments that screen and print share, and the screen page made of them.

`book` draws chapters, each a pure function of its page and a setting; `screen` wraps them in one
self-contained page.
"""

from __future__ import annotations

from pipeline.emit.html.screen import emit as emit
