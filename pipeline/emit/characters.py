"""Characters: which of them XML can hold, and addresses that Word takes."""

from __future__ import annotations

import re
from urllib.parse import quote

# All but the characters of XML 1.0, production 2.
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# What an address may hold as it is (RFC 3986, 2); `%` begins what is written in hexadecimal already.
_IN_ADDRESS = "!#$%&'()*+,/:;=?@[]~"


def readable(text: str) -> str:
    """Give a text without the control characters that no XML file can hold."""
    return _NOT_XML.sub("", text)


def address(target: str) -> str:
    """Give an address as a relationship of the package holds it: nothing but the characters of RFC 3986."""
    return quote(readable(target).strip(), safe=_IN_ADDRESS)
