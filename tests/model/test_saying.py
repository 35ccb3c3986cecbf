"""A sentence that is English text to whoever does not care, and can be said in another tongue."""

import pickle

from briefgen.model.saying import joined, saying, term
from briefgen.model.tongue import Tongue

FRENCH = Tongue(
    "fr",
    {
        "fact '%(fact)s' is stale: %(why)s": ("le fait « %(fact)s » est périmé : %(why)s",),
        "no source": ("aucune source",),
        "confidence\x04high": ("élevée",),
        "100 %% of it": ("100 %% de cela",),
    },
    "n > 1",
)


def test_is_english_text_until_it_is_said():
    """With its values in place, and equal to that text."""
    one = saying("fact '%(fact)s' is stale: %(why)s", fact="aes", why=saying("no source"))
    assert one == "fact 'aes' is stale: no source"
    assert isinstance(one, str)


def test_is_said_with_all_that_is_in_it():
    """Sayings among its values are said in the same tongue; other values stay as they are."""
    one = saying("fact '%(fact)s' is stale: %(why)s", fact="aes", why=saying("no source"))
    assert one.within(FRENCH) == "le fait « aes » est périmé : aucune source"


def test_a_message_without_a_translation_stays_english():
    """And so does a tongue that has no words at all."""
    one = saying("nothing of %(it)s", it=saying("no source"))
    assert one.within(FRENCH) == "nothing of aucune source"
    assert one.within(Tongue("xx")) == one


def test_terms_and_parts_joined_are_said_too():
    """A term by its context, parts one by one."""
    assert term("confidence", "high").within(FRENCH) == "élevée"
    both = joined("; ", [saying("no source"), "as it is", term("confidence", "high")])
    assert both == "no source; as it is; high"
    assert both.within(FRENCH) == "aucune source; as it is; élevée"


def test_a_per_cent_sign_is_one_where_nothing_is_put_in():
    """Without values the message is text as it stands, in every tongue."""
    assert saying("100 % of it") == "100 % of it"
    assert saying("100 % of it").within(FRENCH) == "100 % of it"


def test_keeps_its_parts_through_pickling():
    """What a child process finds can be said by its parent."""
    one = saying("fact '%(fact)s' is stale: %(why)s", fact="aes", why=term("confidence", "high"))
    again = pickle.loads(pickle.dumps(one))  # noqa: S301 - our own
    assert again == one
    assert again.within(FRENCH) == "le fait « aes » est périmé : élevée"
    assert pickle.loads(pickle.dumps(joined(", ", ["a", "b"]))) == "a, b"  # noqa: S301
