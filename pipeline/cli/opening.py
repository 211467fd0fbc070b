"""Opening an address in the reader's browser, without a word on the terminal where there is none."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

import click

_SHOWN_BY_ITSELF = ("darwin", "win32", "cygwin")  # systems that always have a browser
# What a browser is started by elsewhere: windows, or the choice of whoever set the machine up (xdg-open obeys it).
_SCREENS = ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER")
# Seconds: xdg-open says sooner that it found no browser; some of those that it finds it stays with until they end.
_PATIENCE = 10


def opened(address: str) -> bool:
    """Open an address in a browser, and tell whether that could be done."""
    if sys.platform in _SHOWN_BY_ITSELF:
        return click.launch(address) == 0
    program = shutil.which("xdg-open")
    if program is None or not any(map(os.environ.get, _SCREENS)):
        return False
    null = subprocess.DEVNULL
    try:  # in a session of its own, or Ctrl-C would end the browser too
        started = subprocess.Popen([program, address], stdin=null, stdout=null, stderr=null, start_new_session=True)
        return started.wait(_PATIENCE) == 0
    except subprocess.TimeoutExpired:
        return True
    except OSError:
        return False
