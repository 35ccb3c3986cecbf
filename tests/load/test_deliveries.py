"""Deliveries of a client: what a channel needs is there, and each address, folder, store and link is one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from load_desk import at

from briefgen.deliver.address import recipient_of, sender_of
from briefgen.load.addresses import address_fault, sender_fault

FILE = "seeds/clients/mine.yaml"
BASE = "id: mine\nname: A mine\nreports: [leaving]\n"


@pytest.mark.parametrize(
    ("entry", "place", "said"),
    [
        ("{channel: mail}", "4:11 missing-field", "needs 'to'"),
        ("{channel: mail, to: []}", "4:11 missing-field", "needs 'to'"),
        ("{channel: folder}", "4:11 missing-field", "needs 'path'"),
        ("{channel: store}", "4:11 missing-field", "needs 'path'"),
        ("{channel: folder, path: out, to: [a@b.example]}", "4:40 unknown-field", "has no 'to'"),
        ("{channel: mail, to: [a@b.example], path: out}", "4:46 unknown-field", "has no 'path'"),
        ("{channel: mail, to: [a@b.example], attach: false}", "4:54 missing-field", "needs 'link'"),
        ("{channel: mail, to: [ab.example]}", "4:32 malformed-address", "it has no @"),
        ("{channel: mail, to: ['a@b.example, c@d.example']}", "4:32 malformed-address", "it is a list"),
        ("{channel: mail, to: ['A <a@b.example>']}", "4:32 malformed-address", "' ' cannot stand"),
        ('{channel: mail, to: ["a@b.example\\nBcc: c@d.example"]}', "4:32 malformed-address", "U+000A"),
        ('{channel: mail, to: ["a\\u200b@b.example"]}', "4:32 malformed-address", "U+200B"),
        ("{channel: mail, to: ['a@b@c.example']}", "4:32 malformed-address", "'@' cannot stand"),
        ("{channel: mail, to: ['a@[127.0.0.1]']}", "4:32 malformed-address", "no domain"),
        ("{channel: mail, to: ['a@10.0.0.1']}", "4:32 malformed-address", "number of a host"),
        ("{channel: mail, to: ['a@faß.example']}", "4:32 malformed-address", "no domain"),
        ("{channel: mail, to: [a@b.example, A@B.example]}", "4:45 repeated-entry", "twice"),
        ("{channel: mail, to: [a@b.example], link: 'ftp://x.example/'}", "4:52 malformed-delivery", "web address"),
        ("{channel: mail, to: [a@b.example], link: 'https://x/{nubmer}'}", "4:52 malformed-delivery", "{nubmer}"),
        ("{channel: mail, to: [a@b.example], link: 'https://x/{number'}", "4:52 malformed-delivery", "closed"),
        ("{channel: mail, to: [a@b.example], link: 'https://a:hunter2@x/'}", "4:52 bare-secret", "no key"),
        ("{channel: folder, path: ../out}", "4:35 malformed-delivery", "'..'"),
        ("{channel: folder, path: /srv/../etc}", "4:35 malformed-delivery", "'..'"),
        ("{channel: folder, path: ~/out}", "4:35 malformed-delivery", "'~'"),
        ("{channel: folder, path: ./}", "4:35 malformed-delivery", "no folder"),
        ('{channel: folder, path: "out\\n"}', "", ""),
        ('{channel: folder, path: "o\\nut"}', "4:35 malformed-delivery", "U+000A"),
        ("{channel: folder, path: 's3://bucket/x'}", "4:35 malformed-delivery", "no folder"),
        ("{channel: store, path: bucket/x}", "4:34 malformed-delivery", "no place in a store"),
        ("{channel: store, path: 's3://Bucket/x'}", "4:34 malformed-delivery", "no bucket's name"),
        ("{channel: store, path: 's3://key@bucket/x'}", "4:34 bare-secret", "no key"),
        ("{channel: store, path: 's3://bucket'}", "4:34 malformed-delivery", "no prefix"),
        ("{channel: store, path: 's3://bucket/a/../b'}", "4:34 malformed-delivery", "no prefix"),
        ("{channel: store, path: 's3://bucket/a?b'}", "4:34 malformed-delivery", "'?'"),
    ],
)
def test_a_fault_is_told_where_it_stands(desk, entry, place, said):
    """A client with one gets nothing until it is mended."""
    desk.write(FILE, f"{BASE}deliver: [{entry}]\n")
    if not place:
        assert desk.check() == ()
        return
    found = desk.only()
    assert at(found) == f"{FILE}:{place}"
    assert said in found.message
    assert found.hint
    assert "hunter2" not in found.message + found.excerpt
    assert found.message.isprintable()
    assert "mine" not in desk.library().clients


def test_nothing_goes_to_one_place_twice(desk):
    """Over all of a client's deliveries; two clients may share a place."""
    one = "{channel: folder, path: out}"
    desk.write(FILE, f"{BASE}deliver: [{one}, {{channel: folder, path: out/}}]\n")
    assert at(desk.only()) == f"{FILE}:4:65 repeated-entry"
    desk.write(FILE, f"{BASE}deliver: [{{channel: mail, to: [a@b.example]}}, {{channel: mail, to: [a@b.example]}}]\n")
    assert at(desk.only()) == f"{FILE}:4:68 repeated-entry"
    desk.write(FILE, f"{BASE}deliver: [{one}]\n").write("seeds/clients/other.yaml", f"name: B\ndeliver: [{one}]\n")
    assert desk.check() == ()


def test_what_a_delivery_may_say(desk):
    """Letters beyond ASCII, absolute folders, prefixes of several parts, links with what is filled in."""
    desk.write(
        FILE,
        f"""\
{BASE}deliver:
  - {{channel: mail, to: [first.last+briefs@müller.example, desk@localhost], attach: false, link: 'https://portal.example/{{number}}/{{file}}'}}
  - {{channel: folder, path: /srv/clients/une société 50%}}
  - {{channel: folder, path: outbox/mine}}
  - {{channel: store, path: 's3://briefs.example/clients/mine/'}}
""",
    )
    assert desk.check() == ()
    assert len(desk.library().clients["mine"].deliver) == 4


TEXTS = st.one_of(
    st.text(max_size=40),
    st.from_regex(r"[A-Za-z.+\"<>,;@ é\r\n()\\%!=?-]{1,12}@[a-zé.\[\]0-9-]{1,12}(\.example)?", fullmatch=True),
)


@given(TEXTS)
def test_what_the_files_may_say_the_mail_can_send(text):
    """No address is taken here that is refused on the Monday it is due."""
    if not address_fault(text):
        assert recipient_of(text).local == text.rpartition("@")[0]
        assert not sender_fault(text)
    if not sender_fault(text):
        assert sender_of(text).domain


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("desk@example.org", ""),
        ("Sahel desk <desk@example.org>", ""),
        ('"Sahel, desk" <desk@example.org>', ""),
        ("Bureau sahélien <desk@example.org>", ""),
        ("Sahel, desk <desk@example.org>", "quotation marks"),
        ("a@b.example, Sahel desk <desk@example.org>", "quotation marks"),
        ("Sahel desk", "it has no @"),
        ("Sahel desk <desk@example.org> (x)", ""),
        ("Sahel\ndesk <desk@example.org>", "U+000A"),
        ("Sahel desk <desk@example.org>, <x@example.org>", ""),
        ("team: desk@example.org;", "list"),
    ],
)
def test_a_sender_may_have_a_name(text, said):
    """One, and one address."""
    wrong = sender_fault(text)
    assert said in wrong
    assert bool(wrong) == (bool(said) or text.endswith((")", "<x@example.org>")))
