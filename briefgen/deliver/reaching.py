"""Where a server is, and the way to it."""

from __future__ import annotations

import ipaddress
import socket
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Spot:
    """One of a server's addresses, as a socket wants it.

    Attributes:
        family: IPv4 or IPv6.
        address: Address and port, and what else the family has.
    """

    family: socket.AddressFamily
    address: tuple[Any, ...]


def places(host: str, port: int) -> list[Spot]:
    """Where a name leads.

    Raises:
        OSError: Nowhere.
        UnicodeError: It is no name.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [Spot(family, address) for family, _, _, _, address in found]


def is_here(found: list[Spot]) -> bool:
    """Whether all of it is this machine, which nobody listens in on."""
    return all(ipaddress.ip_address(str(spot.address[0]).partition("%")[0]).is_loopback for spot in found)


def connected(found: list[Spot], timeout_seconds: float) -> socket.socket:
    """A connection to the first that answers, by address: a name looked up again may lead elsewhere.

    Raises:
        OSError: None does.
    """
    fault: OSError = ConnectionRefusedError()
    for spot in found:
        connection = socket.socket(spot.family, socket.SOCK_STREAM)
        try:
            connection.settimeout(timeout_seconds)
            connection.connect(spot.address)
        except OSError as refused:
            connection.close()
            fault = refused
        except BaseException:
            connection.close()
            raise
        else:
            return connection
    raise fault
