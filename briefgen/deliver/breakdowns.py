"""How a conversation with a mail server broke down, in words."""

from __future__ import annotations

import smtplib
import socket
import ssl

from briefgen.deliver.lines import one_line

SETTINGS = "[mail] in briefgen.toml"
_BROKEN_OFF = (smtplib.SMTPServerDisconnected, ConnectionError, ssl.SSLEOFError, ssl.SSLZeroReturnError)


def told_breakdown(fault: Exception, timeout_seconds: float, doing: str) -> str:
    """What a server did, as the rest of a sentence that begins with it.

    A fault that nobody thought of is told by its kind alone: its own words may hold a password, or what was being sent.

    Args:
        fault: What was raised.
        timeout_seconds: How long the server may be silent.
        doing: What was going on: "while it was being called".
    """
    if isinstance(fault, TimeoutError) or isinstance(fault.__context__, TimeoutError):
        return f"was silent for {timeout_seconds:g} seconds, {doing}"
    return _of_security(fault) or _of_connection(fault, doing)


def _of_security(fault: Exception) -> str:
    if isinstance(fault, ssl.SSLCertVerificationError):
        why = one_line(fault.verify_message).rstrip(".")
        return f"shows a certificate that cannot be trusted ({why}): nothing was said to it; see `host` and `certificates` under {SETTINGS}"
    if isinstance(fault, ssl.SSLError) and not isinstance(fault, _BROKEN_OFF):
        why = (fault.reason or "no reason given").replace("_", " ").lower()
        return f"comes to no secure connection with this machine ({why}); see `port` and `security` under {SETTINGS}"
    return ""


def _of_connection(fault: Exception, doing: str) -> str:
    if isinstance(fault, (socket.gaierror, UnicodeError)):
        return f"cannot be found: no address is known by its name; see `host` under {SETTINGS}"
    if isinstance(fault, ConnectionRefusedError):
        return f"does not run, or not at this port; see `host` and `port` under {SETTINGS}"
    if isinstance(fault, _BROKEN_OFF):
        return f"broke off {doing}"
    if isinstance(fault, smtplib.SMTPException):
        return f"answered what no mail server answers, {doing}"
    if isinstance(fault, OSError):
        return f"cannot be reached ({fault.strerror or type(fault).__name__})"
    return f"could not be spoken to ({type(fault).__name__}), {doing}"
