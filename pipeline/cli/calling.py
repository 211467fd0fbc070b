"""How this program is called here, so that a command that the terminal prints can be typed as it stands."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import sys
from pathlib import Path

_NAME = "handbook"
_COMMAND = re.compile(rf"(?<=`){_NAME}(?= )")


def program() -> str:
    """Give how the program is called: by its name where the shell finds it, else by the path that it was started by."""
    started = Path(sys.argv[0])
    if shutil.which(_NAME) is not None or started.stem != _NAME:
        return _NAME
    path = os.path.relpath(started)
    return shlex.quote(os.path.normpath(started.absolute()) if path.startswith(os.pardir) else path)


def typed(text: str) -> str:
    """Give a text whose commands in backticks (`handbook fix`) are those to type here."""
    return _COMMAND.sub(lambda _found: program(), text)
