"""Clients' copies of one rendering: each is searched, and quickly, since only what is its own is new."""

from __future__ import annotations

import pytest
from seal_samples import WHEN, Shared, personal

from briefgen.model.edition import Withheld
from briefgen.seal.leaks import Forbidden, Seen, forbidden, leaks
from briefgen.seal.lock import encrypt
from briefgen.seal.personalise import personalise
from briefgen.seal.sign import DeskKey, sign

_BANK, _MINE = "African Bank of Lomé", "Kidal Quarterly Mines"
_SECRET = Withheld("fact", "x", "marking", "TLP:RED", None, ("Colonel Zerkalovich moved 4,275 crates.",))


@pytest.fixture(scope="module")
def wants() -> Forbidden:
    """A withheld fact, and both clients."""
    return forbidden([_SECRET], ["A copy."], [_BANK, _MINE, "/people/analyst"])


def test_a_client_s_copies_are_clean_for_it_and_for_nobody_else(shared: Shared, wants: Forbidden) -> None:
    """A client’s copies are clean for it and for nobody else, in whatever order they are searched."""
    seen = Seen()
    for name, other in ((_BANK, _MINE), (_MINE, _BANK), (_BANK, _MINE)):
        for kind, data in personalise(shared.made, personal(name), shared.kit).items():
            assert leaks(f"x.{kind}", data, wants, seen=seen, own=(name,)) == ()
            assert {hit.found for hit in leaks(f"x.{kind}", data, wants, seen=seen, own=(other,))} == {name}


def test_a_second_client_s_pdf_is_searched_without_opening_it(
    shared: Shared, wants: Forbidden, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A second client’s PDF is searched without opening it: what came onto it is at its end."""
    seen = Seen()
    made = {
        name: personalise({"pdf": shared.made["pdf"]}, personal(name), shared.kit)["pdf"] for name in (_BANK, _MINE)
    }
    assert leaks("x.pdf", made[_BANK], wants, seen=seen, own=(_BANK,)) == ()
    monkeypatch.setattr("briefgen.seal.leaks.pdf.pikepdf.open", lambda *_, **__: pytest.fail("opened"))
    assert leaks("x.pdf", made[_MINE], wants, seen=seen, own=(_MINE,)) == ()


def test_a_secret_in_what_is_put_on_is_found(shared: Shared, wants: Forbidden) -> None:
    """A secret in what is put on is found, on its page."""
    seen = Seen()
    for name in (_BANK, "Zerkalovich & Sons"):
        data = personalise({"pdf": shared.made["pdf"]}, personal(name), shared.kit)["pdf"]
        hits = leaks("x.pdf", data, wants, seen=seen, own=(name,))
        assert {hit.withheld for hit in hits} == ({_SECRET} if "Sons" in name else set())
    assert {"page 1, text", "page 2, text"} <= {hit.place for hit in hits}


@pytest.mark.parametrize("name", [_BANK, "Zerkalovich & Sons"])
def test_locked_copies_are_searched_likewise(shared: Shared, wants: Forbidden, name: str) -> None:
    """Locked copies are searched likewise."""
    data = encrypt(personalise({"pdf": shared.made["pdf"]}, personal(name), shared.kit)["pdf"], "secret")
    hits = leaks("x.pdf", data, wants, "secret", own=(name,))
    assert {hit.withheld for hit in hits} == ({_SECRET} if "Sons" in name else set())


@pytest.mark.parametrize("password", [None, "secret"])
def test_signed_copies_are_searched_likewise(
    shared: Shared, wants: Forbidden, key: DeskKey, password: str | None
) -> None:
    """Signed copies are searched likewise, and a signature is no false alarm."""
    data = personalise({"pdf": shared.made["pdf"]}, personal(_BANK), shared.kit)["pdf"]
    data = sign(encrypt(data, password) if password else data, key, WHEN, password)
    assert leaks("x.pdf", data, wants, password, own=(_BANK,)) == ()
    assert leaks("x.pdf", data, wants, password, own=(_MINE,))
