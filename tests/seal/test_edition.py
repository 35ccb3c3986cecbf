"""Copies sealed in one go: what is wrong with one stops no other, and none goes out half done."""

from __future__ import annotations

from seal_samples import Shared, personal

from briefgen.seal.edition import Copy, Dress, SealJob, seal
from briefgen.seal.leaks import Forbidden


def test_a_copy_that_should_be_signed_and_cannot_be_does_not_go_out(shared: Shared) -> None:
    """Without a key or without a moment; the one beside it that asks for no signature does."""
    copies = (Copy(personal(), "one.signed", sign=True), Copy(personal(), "one.plain"))
    made = {"pdf": shared.made["pdf"]}
    job = SealJob(made, Dress("asa", shared.kit), copies, Forbidden((), {}, (), ()), None, None)
    signed, plain = seal(job)
    assert not signed.files
    assert "no key or no moment" in signed.fault
    assert signed.hint
    assert set(plain.files) == {"pdf"}
