"""Stores that fail: later, in a sentence without secrets, and then everything is got over."""

import pytest
from parcel_samples import FILES, NUMBER, parcel
from store_servers import ACCESS_KEY, SECRET_KEY, FaultyStore, access, certificate

from briefgen.deliver.store import MANIFEST, Store
from briefgen.model.dispatch import Fate

TARGET = "s3://reports/mining/2026"
LAST = f"mining/2026/{NUMBER}/{MANIFEST}"
KEYS = {f"mining/2026/{NUMBER}/{file.name}": file.data for file in FILES}
PUTS = len(FILES) + 1


def without_secrets(receipt):
    """Whether a receipt can be shown to anybody."""
    told = f"{receipt!r} {receipt}"
    return ACCESS_KEY not in told and SECRET_KEY not in told and "Debug" not in told and "<" not in receipt.because


@pytest.mark.parametrize("method", ["GET", "PUT"])
@pytest.mark.parametrize("fault", ["500 InternalError", "503 SlowDown", "reset", "cut", "lost"])
def test_a_fault_that_passes_is_got_over(faulty, method, fault):
    """Once in the midst: at the latest the next attempt finds everything in order, and every file is put once."""
    store = Store(access(faulty.endpoint))
    faulty.faults = [(method, "fine"), (method, fault)]
    first = store.send(parcel(TARGET))
    assert first.fate in {Fate.SENT, Fate.LATER}
    assert without_secrets(first)
    assert store.send(parcel(TARGET)).fate is Fate.SENT
    assert {name: data for name, data in faulty.kept().items() if name != LAST} == KEYS


def test_a_fault_in_the_midst_of_a_file_is_tried_again(faulty):
    """The file that is compared breaks off, every time: later, not refused."""
    store = Store(access(faulty.endpoint))
    store.send(parcel(TARGET))
    faulty.always = {"GET": "cut"}
    assert store.send(parcel(TARGET)).fate is Fate.LATER
    faulty.always = {}
    assert store.send(parcel(TARGET)).fate is Fate.SENT


@pytest.mark.slow
@pytest.mark.parametrize("method", ["GET", "PUT"])
@pytest.mark.parametrize(
    ("fault", "said"),
    [
        ("500 InternalError", "the store answered with a fault of its own, 500"),
        ("502 Bad", "the store answered with a fault of its own, 502"),
        ("503 SlowDown", "the store asks to be left alone for a while"),
        ("429 TooMany", "the store asks to be left alone for a while"),
        (
            "403 AccessDenied",
            "the key may not list, read and write in the bucket reports: mend its rights, or see [store]",
        ),
        ("403 SignatureDoesNotMatch", "the store does not take the key: see secret_key under [store] in briefgen.toml"),
        ("403 RequestTimeTooSkewed", "the clock of this machine is not the store's"),
        ("401 Unauthorized", "the store does not take the key: see access_key and secret_key under [store]"),
        ("404 NoSuchBucket", "the store has no bucket reports: see `deliver` in the client's file"),
        ("400 AuthorizationHeaderMalformed", "see region under [store] in briefgen.toml"),
        ("301 PermanentRedirect", "see region under [store] in briefgen.toml"),
        ("507 XMinioStorageFull", "the store is full"),
        ("400 EntityTooLarge", "does not take a file of this size"),
        ("reset", "the connection to the store broke off"),
    ],
)
def test_a_fault_that_stays_is_told(faulty, method, fault, said):
    """Later, in a sentence that says where to look and holds nothing of what the store answered; then it is got over."""
    store = Store(access(faulty.endpoint))
    faulty.always = {method: fault}
    later = store.send(parcel(TARGET))
    assert later.fate is Fate.LATER
    assert said in later.because
    assert without_secrets(later)
    assert faulty.kept() == {}
    faulty.always = {}
    assert store.send(parcel(TARGET)).fate is Fate.SENT


@pytest.mark.parametrize("method", ["GET", "PUT"])
def test_a_store_that_does_not_answer_is_not_waited_for(faulty, method):
    """For as long as was said."""
    faulty.always = {method: "hang"}
    later = Store(access(faulty.endpoint, timeout_seconds=0.3)).send(parcel(TARGET))
    assert (later.fate, later.because) == (Fate.LATER, "the store did not answer within 0.3 seconds")


def test_a_store_that_is_not_there_is_told():
    """Nobody listens; no such name."""
    with FaultyStore() as gone:
        endpoint = gone.endpoint
    later = Store(access(endpoint, timeout_seconds=5)).send(parcel(TARGET))
    assert later.fate is Fate.LATER
    assert "the store cannot be reached: see endpoint under [store] in briefgen.toml" in later.because
    later = Store(access("https://no-such-store.invalid", timeout_seconds=5)).send(parcel(TARGET))
    assert later.fate is Fate.LATER
    assert "the store's address does not exist: see endpoint under [store]" in later.because


def test_a_key_that_the_store_does_not_know_is_told(moto, bucket):
    """By a real store, which then has nothing of the issue."""
    with moto.asking_who():
        later = Store(access(moto.endpoint)).send(parcel(f"s3://{bucket}"))
    assert later.fate is Fate.LATER
    assert later.because == "the store does not know the key: see access_key under [store] in briefgen.toml"
    assert moto.objects(bucket) == {}


def test_a_bucket_that_is_not_there_is_told(moto):
    """By a real store; it is not made."""
    later = Store(access(moto.endpoint)).send(parcel("s3://no-such-bucket/x"))
    assert later.fate is Fate.LATER
    assert "the store has no bucket no-such-bucket" in later.because


def test_a_certificate_has_to_hold(tmp_path):
    """One of an authority that nobody knows does not; with the authority's certificate it does, for its own name alone."""
    path, authority = certificate(tmp_path)
    with FaultyStore(path) as store:
        later = Store(access(store.endpoint)).send(parcel(TARGET))
        assert later.fate is Fate.LATER
        assert "the store's certificate does not hold" in later.because
        assert store.seen == []
        assert Store(access(store.endpoint, certificates=authority)).send(parcel(TARGET)).fate is Fate.SENT
        assert len(store.objects) == PUTS
    path, authority = certificate(tmp_path, "127.0.0.2")
    with FaultyStore(path) as store:
        later = Store(access(store.endpoint, certificates=authority)).send(parcel(TARGET))
        assert "the store's certificate does not hold" in later.because
        assert store.seen == []


def test_a_store_without_tls_is_told(faulty):
    """It is asked for https and speaks http; and certificates that are none."""
    later = Store(access(faulty.endpoint.replace("http:", "https:"))).send(parcel(TARGET))
    assert later.fate is Fate.LATER
    assert "what answers there does not speak TLS" in later.because
    none = "-----BEGIN CERTIFICATE-----\nnone\n-----END CERTIFICATE-----\n"
    assert Store(access(faulty.endpoint, certificates=none)).send(parcel(TARGET)).fate is Fate.LATER
