"""What `briefgen.toml` may say."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from briefgen.model.base import Id, Language, Line, Noun
from briefgen.model.client import Secret
from briefgen.model.schedule import Schedule


class DigestSettings(Noun):
    """`[digests.NAME]` of `briefgen.toml`.

    Attributes:
        title: On its cover.
        reports: Ids of its reports, in its order; all of the desk's where it is left out.
    """

    title: Line | None = None
    reports: tuple[Id, ...] = ()


class SigningSettings(Noun):
    """`[signing]` of `briefgen.toml`.

    Attributes:
        key: Where the desk's key is, a PKCS#12 file: `file:keys/desk.p12`, from the desk's folder.
        password: Where the password is that opens it, `env:NAME` or `file:PATH`; none where it is left out.
    """

    key: Secret
    password: Secret | None = None


class MailSettings(Noun):
    """`[mail]` of `briefgen.toml`: the server that mails go out by.

    Attributes:
        host: The server's name.
        port: 587 where it is left out, or 465 for `tls`.
        security: `starttls`, `tls` from the first byte, or `none`, which only a server on this machine may have.
        user: Whom to sign in as; nobody where it is left out.
        password: Where the password is, `env:NAME` or `file:PATH`.
        sender: The desk's own address: "Sahel desk <desk@example.org>".
        attach_up_to_mb: Megabytes of files that one mail may carry.
        certificates: Where certificates are that the server's is checked with, `file:PATH`; the system's where it is left out.
    """

    host: Line
    port: Annotated[int, Field(strict=True, ge=1, le=65_535)] | None = None
    security: Literal["starttls", "tls", "none"] = "starttls"
    user: Line | None = None
    password: Secret | None = None
    sender: Line
    attach_up_to_mb: Annotated[int, Field(strict=True, ge=1, le=100)] = 10
    certificates: Secret | None = None


class StoreSettings(Noun):
    """`[store]` of `briefgen.toml`: the S3-compatible store that clients' files go to.

    Attributes:
        endpoint: `https://…` of the store; Amazon's own where it is left out.
        region: Its region.
        access_key: Where the key's id is, `env:NAME` or `file:PATH`.
        secret_key: Where the key is.
        certificates: Where certificates are that the store's is checked with besides the system's, `file:PATH`.
    """

    endpoint: Line | None = None
    region: Line = "us-east-1"
    access_key: Secret
    secret_key: Secret
    certificates: Secret | None = None


class TellSettings(Noun):
    """`[tell]` of `briefgen.toml`: who hears of a scheduled run.

    Attributes:
        to: The desk's own addresses, which get each run's report, and drafts.
        webhook: Where the address is that is called after each run, `env:NAME` or `file:PATH`: it may hold a secret.
        metrics: A file for Prometheus' node exporter, from the desk's folder or absolute; it ends in `.prom`.
        quiet: Whether a run that did nothing and found nothing waiting is not reported.
    """

    to: tuple[Line, ...] = ()
    webhook: Secret | None = None
    metrics: Line | None = None
    quiet: bool = Field(default=True, strict=True)


class ScheduleSettings(Schedule):
    """`[schedule]` of `briefgen.toml`: the schedule of reports that have none of their own.

    Attributes:
        reports: Ids of these reports.
        digest: A digest of the settings, or `weekly`, that is built of what a run issued.
    """

    reports: tuple[Id, ...] = ()
    digest: Id | None = None


class Settings(Noun):
    """`briefgen.toml`."""

    name: Line | None = None
    as_of: date | None = None
    brand: Id = "asa"
    language: Language = "en"
    content: Line = "seeds"
    output: Line = "output"
    registry: Line = "registry.db"
    four_eyes: bool = Field(default=True, strict=True)
    digests: dict[Id, DigestSettings] = Field(default_factory=dict)
    signing: SigningSettings | None = None
    schedule: ScheduleSettings | None = None
    mail: MailSettings | None = None
    store: StoreSettings | None = None
    tell: TellSettings = TellSettings()
