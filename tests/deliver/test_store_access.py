"""How a store is reached: encrypted, as the settings say and as nothing else says, and with no secret in any word."""

import subprocess
import sys

import pytest
from parcel_samples import FILES, NUMBER, parcel
from store_servers import ACCESS_KEY, LISTENING, SECRET_KEY, FaultyStore, access

from briefgen.deliver import store as store_module
from briefgen.deliver.store import MANIFEST, Store, StoreAccess
from briefgen.model.dispatch import Fate
from briefgen.model.faults import MachineError, UsageError

TARGET = "s3://reports/mining/2026"
LAST = f"mining/2026/{NUMBER}/{MANIFEST}"
KEYS = {f"mining/2026/{NUMBER}/{file.name}": file.data for file in FILES}


@pytest.mark.parametrize(
    "endpoint",
    [
        "http://store.example.org", "http://10.0.0.1:9000", "http://localhost.example.org", "http://127.0.0.1.example.org",
        "store.example.org", "ftp://store.example.org", "https://", "https://store:port", "https://[::1", "",
        "https://somebody:word@store.example.org", "https://store.example.org/?x=1",
    ],
)  # fmt: skip
def test_an_endpoint_has_to_be_encrypted(endpoint):
    """Only a store on this machine may do without; what is wrong is told without the endpoint, which may hold a secret."""
    with pytest.raises(UsageError) as fault:
        Store(access(endpoint))
    assert SECRET_KEY not in f"{fault.value} {fault.value.hint}"
    assert "[store] in briefgen.toml" in fault.value.hint
    for here in (
        "http://localhost:9000",
        f"http://{LISTENING}:9000",
        "http://[::1]:9000",
        "https://store.example.org",
        None,
    ):
        Store(access(here))


@pytest.mark.parametrize(
    "wrong", [{"access_key": ""}, {"secret_key": "a\nb"}, {"access_key": "é"}, {"region": "a\r\nb"}]
)
def test_keys_that_are_none_are_told(wrong):
    """Before they reach the library, which would end the whole run; and without showing them."""
    with pytest.raises(UsageError) as fault:
        Store(access("https://store.example.org", **wrong))
    assert "a\nb" not in str(fault.value)


def test_no_secret_is_shown():
    """Not by the access, nor by the store."""
    reached = access("https://store.example.org", certificates="CERTIFICATE")
    for shown in (repr(reached), str(reached), repr(Store(reached)), repr(vars(Store(reached)))):
        assert SECRET_KEY not in shown
        assert ACCESS_KEY not in shown
        assert "CERTIFICATE" not in shown


def test_the_environment_sends_nothing_elsewhere(faulty, monkeypatch):
    """Variables that are set for other programs change neither the store, nor the key, nor whether it is checked."""
    with FaultyStore() as elsewhere:
        for name, value in {
            "AWS_ENDPOINT_URL_S3": elsewhere.endpoint,
            "AWS_ENDPOINT_URL": elsewhere.endpoint,
            "AWS_BUCKET": "others",
            "AWS_REGION": "eu-west-1",
            "AWS_SESSION_TOKEN": "another-token",
            "AWS_ACCESS_KEY_ID": "another-key",
            "AWS_SKIP_SIGNATURE": "true",
            "AWS_UNSIGNED_PAYLOAD": "true",
            "AWS_VIRTUAL_HOSTED_STYLE_REQUEST": "true",
        }.items():
            monkeypatch.setenv(name, value)
        assert Store(access(faulty.endpoint)).send(parcel(TARGET)).fate is Fate.SENT
        assert elsewhere.seen == []
    assert {name for name in faulty.kept() if name != LAST} == set(KEYS)
    for _, path, headers in faulty.seen:
        small = {key.lower(): value for key, value in headers.items()}
        assert path.startswith("/reports/")
        assert f"Credential={ACCESS_KEY}/" in small["authorization"]
        assert "/us-east-1/" in small["authorization"]
        assert "x-amz-security-token" not in small
        assert small["x-amz-content-sha256"] != "UNSIGNED-PAYLOAD"


def test_without_the_library_it_is_told(monkeypatch):
    """With what installs it."""
    monkeypatch.setattr(store_module, "find_spec", lambda _: None)
    with pytest.raises(MachineError, match="obstore, which is not installed") as fault:
        Store(access("https://store.example.org"))
    assert "pip install 'briefgen[store]'" in fault.value.hint


def test_the_library_is_loaded_late():
    """Who has nothing for a store does not wait for it."""
    check = "import sys, briefgen.deliver.store as each; each.Store(each.StoreAccess(None, 'eu-west-1', 'a', 'b'));"
    done = subprocess.run(
        [sys.executable, "-c", f"{check} print('obstore' in sys.modules)"], capture_output=True, check=True
    )
    assert done.stdout == b"False\n"


def test_amazons_own_needs_no_endpoint():
    """It is reached by its region."""
    assert Store(StoreAccess(None, "eu-west-3", "a", "b"))
