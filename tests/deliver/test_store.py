"""Delivery into stores: everything under its number, the manifest last, once, and no secret in any word."""

import json
import os
import subprocess
import sys
from dataclasses import replace
from hashlib import sha256
from itertools import count
from pathlib import Path

import pytest
from parcel_samples import FILES, NUMBER, changed, parcel
from store_servers import access

from briefgen.deliver import bucket as bucket_module
from briefgen.deliver import store as store_module
from briefgen.deliver.store import MANIFEST, Store
from briefgen.model.dispatch import Fate, ParcelFile

HERE = Path(__file__).parent
TARGET = "s3://reports/mining/2026"
KEYS = {f"mining/2026/{NUMBER}/{file.name}": file.data for file in FILES}
LAST = f"mining/2026/{NUMBER}/{MANIFEST}"
PUTS = len(FILES) + 1

SEND = """
import os, signal, sys
import obstore
from parcel_samples import parcel
from briefgen.deliver.store import Store, StoreAccess
endpoint, target, stop = sys.argv[1], sys.argv[2], int(sys.argv[3])
calls = 0
def stopping(real):
    def call(*arguments, **options):
        global calls
        calls += 1
        if calls == stop:
            os.kill(os.getpid(), signal.SIGKILL)
        return real(*arguments, **options)
    return call
obstore.get, obstore.put = stopping(obstore.get), stopping(obstore.put)
sys.stdin.read(1)
receipt = Store(StoreAccess(endpoint, "us-east-1", "key", "secret")).send(parcel(target))
print(receipt.fate, receipt.because)
"""


def sender(endpoint, target, stop=0):
    """A process that sends, and kills itself before its call to the store of this number."""
    return subprocess.Popen(
        [sys.executable, "-c", SEND, endpoint, target, str(stop)],
        env=os.environ | {"PYTHONPATH": f"{HERE}:{HERE.parents[1]}"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def test_an_issue_is_put_under_its_number(moto, bucket):
    """With its MIME types, French and Arabic names, and a manifest that tells names, sizes and digests."""
    sent = Store(access(moto.endpoint)).send(parcel(f"s3://{bucket}/mining/2026"))
    assert (sent.fate, sent.because) == (Fate.SENT, "")
    found = moto.objects(bucket)
    manifest = json.loads(found.pop(LAST))
    assert found == KEYS
    assert moto.media_types(bucket) == {
        **{f"mining/2026/{NUMBER}/{file.name}": file.media_type for file in FILES},
        LAST: "application/json",
    }
    assert manifest["number"] == NUMBER
    assert manifest["files"] == [
        {
            "name": each.name,
            "media_type": each.media_type,
            "bytes": len(each.data),
            "sha256": sha256(each.data).hexdigest(),
        }
        for each in FILES
    ]


def test_the_manifest_is_last_and_everything_only_creates(faulty):
    """Who waits for the manifest sees whole issues alone; no put could change what is there."""
    assert Store(access(faulty.endpoint)).send(parcel(TARGET)).fate is Fate.SENT
    puts = [(path, headers) for method, path, headers in faulty.seen if method == "PUT"]
    assert len(puts) == PUTS
    assert puts[-1][0].endswith(f"/{MANIFEST}")
    assert {{key.lower(): value for key, value in headers.items()}["if-none-match"] for _, headers in puts} == {"*"}


def test_twice_is_once(moto, bucket):
    """The second time nothing is put; a bucket without a prefix will do."""
    store = Store(access(moto.endpoint))
    store.send(parcel(f"s3://{bucket}"))
    before = moto.times(bucket)
    assert set(before) == {f"{NUMBER}/{name}" for name in [*(file.name for file in FILES), MANIFEST]}
    again = store.send(parcel(f"s3://{bucket}/"))
    assert (again.fate, again.because) == (Fate.SENT, "it was there already")
    assert moto.times(bucket) == before


def test_what_was_given_to_a_client_does_not_change(moto, bucket):
    """Neither a whole issue, nor another client's, nor a single file that somebody put there; nothing is added to it."""
    store, target = Store(access(moto.endpoint)), f"s3://{bucket}/a"
    store.send(parcel(target))
    before = moto.objects(bucket)
    other = parcel(target, ParcelFile("mali.other.pdf", "application/pdf", b"x"), client="other")
    for sent in (changed(parcel(target)), other):
        refused = store.send(sent)
        assert refused.fate is Fate.REFUSED
        assert f"{NUMBER} is there already and has another {MANIFEST}" in refused.because
        assert "Give each client a prefix of its own" in refused.because
    assert moto.objects(bucket) == before
    for name, data in ((FILES[-1].name, b"short"), (FILES[0].name, FILES[0].data[::-1])):
        key = f"{name[:1]}/{NUMBER}/{name}"
        moto.put(bucket, key, data)
        refused = store.send(parcel(f"s3://{bucket}/{name[:1]}"))
        assert refused.fate is Fate.REFUSED
        assert f"has another {name}" in refused.because
        assert [each for each in moto.objects(bucket) if each.startswith(f"{name[:1]}/")] == [key]


def test_kills_between_any_two_calls_leave_what_can_be_finished(moto, bucket):
    """Never a manifest before its files; the next attempt finishes what is missing."""
    for stop in count(1):
        target = f"s3://{bucket}/{stop}"
        run = sender(moto.endpoint, target, stop)
        told, _ = run.communicate("x")
        found = {name for name in moto.objects(bucket) if name.startswith(f"{stop}/")}
        if f"{stop}/{NUMBER}/{MANIFEST}" in found:
            assert len(found) == PUTS
        again = Store(access(moto.endpoint)).send(parcel(target))
        assert again.fate is Fate.SENT
        found = {name: data for name, data in moto.objects(bucket).items() if name.startswith(f"{stop}/")}
        assert len(found) == PUTS
        assert {found[f"{stop}/{NUMBER}/{file.name}"] == file.data for file in FILES} == {True}
        if run.returncode == 0:
            assert told.startswith("sent")
            break
    assert stop == 2 * PUTS + 1


def test_runs_at_once_deliver_once(faulty):
    """Three processes with the same parcel: each of them finds it sent, and it was put once."""
    runs = [sender(faulty.endpoint, TARGET) for _ in range(3)]
    for run in runs:
        run.stdin.write("x")
        run.stdin.flush()
    assert [run.communicate()[0].split()[0] for run in runs] == ["sent"] * 3
    assert len(faulty.objects) == PUTS
    assert {name: data for name, data in faulty.kept().items() if name != LAST} == KEYS


def test_a_large_file_has_more_time(faulty, monkeypatch):
    """By its size, so that it goes over a slow line; nothing else waits longer for a store that does not answer."""
    given = []
    real = bucket_module._store

    def store(reached, name, prefix, seconds):
        given.append(seconds)
        return real(reached, name, prefix, seconds)

    monkeypatch.setattr(bucket_module, "_store", store)
    large = ParcelFile("large.pdf", "application/pdf", bytes(2_000_000))
    assert Store(access(faulty.endpoint)).send(parcel(TARGET, large, *FILES)).fate is Fate.SENT
    assert given == [20, 60]


def test_another_parcel_that_comes_meanwhile_is_not_changed(faulty, monkeypatch):
    """It comes between the look and the put: the put does not change it, and this parcel is refused."""
    other = changed(parcel(TARGET))
    real = store_module._put

    def late(*arguments):
        monkeypatch.setattr(store_module, "_put", real)
        assert Store(access(faulty.endpoint)).send(other).fate is Fate.SENT
        return real(*arguments)

    monkeypatch.setattr(store_module, "_put", late)
    assert Store(access(faulty.endpoint)).send(parcel(TARGET)).fate is Fate.REFUSED
    assert faulty.kept()[f"mining/2026/{NUMBER}/{FILES[-1].name}"] == other.files[-1].data


def test_a_store_that_only_overwrites_is_looked_at_first(faulty):
    """It says that it has no conditions: what is missing is put and read back, what is there is not changed."""
    faulty.conditions = "unknown"
    store = Store(access(faulty.endpoint))
    sent = store.send(parcel(TARGET))
    assert sent.fate is Fate.SENT
    assert "no put that only creates" in sent.because
    assert len(faulty.objects) == PUTS
    assert store.send(parcel(TARGET)).because == "it was there already"
    assert store.send(changed(parcel(TARGET))).fate is Fate.REFUSED
    assert {name: data for name, data in faulty.kept().items() if name != LAST} == KEYS


def test_a_store_that_only_overwrites_is_read_back(faulty, monkeypatch):
    """Another parcel comes at the same moment and wins: what was put is gone, and that is seen."""
    faulty.conditions = "unknown"
    real = bucket_module.Bucket.replace

    def overtaken(bucket, file):
        real(bucket, file)
        faulty.objects[f"/reports/mining/2026/{NUMBER}/{file.name}"] = b"another"

    monkeypatch.setattr(bucket_module.Bucket, "replace", overtaken)
    assert Store(access(faulty.endpoint)).send(parcel(TARGET)).fate is Fate.REFUSED


def test_a_store_that_ignores_conditions_changes_nothing(faulty):
    """It overwrites without a word, so nothing is put that was not looked for."""
    faulty.conditions = "ignored"
    store = Store(access(faulty.endpoint))
    assert store.send(parcel(TARGET)).fate is Fate.SENT
    assert store.send(changed(parcel(TARGET))).fate is Fate.REFUSED
    del faulty.objects[f"/reports/{LAST}"]
    assert store.send(changed(parcel(TARGET))).fate is Fate.REFUSED
    assert faulty.kept() == KEYS


@pytest.mark.parametrize(
    "target",
    [
        "", "reports/x", "s3://", "s3:///x", "s3://R/x", "s3://re ports/x", "http://reports/x", "s3://reports//x",
        "s3://reports/../x", "s3://reports/a/./b", "s3://reports/a/.hidden", "s3://user:word@reports/x", "s3://reports/a\nb",
        "s3://reports/a\\b", "s3://reports/\u202ex", "s3://reports?x=1",
    ],
)  # fmt: skip
def test_a_target_that_is_none_is_refused(faulty, target):
    """Without a word to the store."""
    refused = Store(access(faulty.endpoint)).send(parcel(target))
    assert refused.fate is Fate.REFUSED
    assert "is no place in a store" in refused.because
    assert refused.because.isprintable()
    assert faulty.seen == []


def test_a_name_that_is_none_is_refused(faulty):
    """As a file's, as the issue's, and the manifest's own."""
    store = Store(access(faulty.endpoint))
    for name in ("", "..", "a/b.pdf", "a\nb", MANIFEST, MANIFEST.upper()):
        assert store.send(parcel(TARGET, ParcelFile(name, "application/pdf", b"x"))).fate is Fate.REFUSED
    for folder in ("", "..", "a/b"):
        assert store.send(parcel(TARGET, folder=folder)).fate is Fate.REFUSED
    assert store.send(replace(parcel(TARGET), files=())).fate is Fate.REFUSED
    assert faulty.seen == []


@pytest.mark.parametrize("name", ["a%20b.pdf", "a#b?c.pdf", "~a&+'.pdf", "a..pdf", "[x]*.pdf", "a:b|c.pdf", " x .pdf"])
def test_a_name_is_kept_as_it_is(faulty, name):
    """Nothing in it is taken for a part of an address."""
    assert (
        Store(access(faulty.endpoint)).send(parcel(TARGET, ParcelFile(name, "application/pdf", b"x"))).fate is Fate.SENT
    )
    assert faulty.kept()[f"mining/2026/{NUMBER}/{name}"] == b"x"
