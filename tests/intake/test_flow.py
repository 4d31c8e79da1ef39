"""A stranger tells us something, without JavaScript."""

import json

import pytest
from django.test import Client
from tests.factories.flow import FORM, answer, begin, press, reach_the_last_page, tell
from tests.factories.published import Published

from romdoul.inbox.bindings import envelope_binding
from romdoul.inbox.content import ReportContent, read_content
from romdoul.inbox.models import Envelope
from romdoul.ledger.models import Entry
from romdoul.ledger.stores import Store, alias
from romdoul.vault.opening import open_envelope


def opened(desk: Published) -> ReportContent:
    """Open the one report as a member of its desk would."""
    row = Envelope.objects.get()
    binding = envelope_binding(row.id, row.compartment, row.epoch)
    return read_content(
        open_envelope(desk.keys.box.private, bytes(row.sealed), binding)
    )


def test_one_sentence_becomes_one_sealed_report(
    phone: Client, hotline: Published
) -> None:
    sent = tell(phone, "concern_for_child", text="The boy next door is not at school.")
    assert (sent.status_code, sent["Location"]) == (303, FORM)
    content = opened(hotline)
    assert content.text == "The boy next door is not at school."
    assert (content.kind, content.about_me, content.language) == (
        "concern_for_child",
        "yes",
        "en",
    )
    row = Envelope.objects.get()
    assert (row.desk, row.priority, row.received_at.minute % 15) == (
        "hotline",
        "high",
        0,
    )
    assert row.ref in phone.get(FORM).content.decode()


def test_a_report_is_on_the_ledger_with_its_ciphertext(
    phone: Client, hotline: Published
) -> None:
    tell(phone, text="One sentence.")
    entry = Entry.objects.using(alias(Store.INBOX)).last()
    assert entry is not None
    row = Envelope.objects.get()
    assert (entry.actor, entry.event) == ("public", "report.received")
    assert (entry.refs, entry.compartment) == (row.ref, "K-hotline")
    assert len(entry.content) == 32


def test_the_words_stand_in_no_row_and_no_cookie(
    phone: Client, hotline: Published
) -> None:
    reach_the_last_page(phone, phone="012 345 678", safe_hours="quizzacious noon")
    answer(phone, "tell", text="A flibbertigibbet said so.")
    held = b"".join(bytes(row.sealed) for row in Envelope.objects.all())
    cookies = " ".join(morsel.value for morsel in phone.cookies.values())
    for word in ("flibbertigibbet", "quizzacious", "012 345 678"):
        assert word.encode() not in held
        assert word not in cookies


def test_a_report_about_our_own_people_goes_to_safeguarding(
    phone: Client, hotline: Published, safeguarding: Published
) -> None:
    tell(phone, "own_people", text="It is about someone who works with you.")
    assert Envelope.objects.get().desk == "safeguarding"
    assert opened(safeguarding).kind == "own_people"


def test_online_content_asks_for_the_address_first(
    phone: Client, hotline: Published
) -> None:
    begin(phone)
    answer(phone, "kind", kind="online_content")
    answer(phone, "call")
    page = phone.get(FORM).content.decode()
    assert page.index('name="url"') < page.index('name="text"')
    answer(phone, "tell", url="https://pages.example/1")
    assert opened(hotline).url == "https://pages.example/1"


def test_a_wish_to_be_called_is_enough(phone: Client, hotline: Published) -> None:
    reach_the_last_page(phone, phone="០១២ ៣៤៥ ៦៧៨", safe_hours="after school")
    assert answer(phone, "tell", text="").status_code == 303
    content = opened(hotline)
    assert (content.call_me, content.phone) == (True, "០១២ ៣៤៥ ៦៧៨")


@pytest.mark.parametrize("text", ["", "  \n ", "\u200b\u200d\ufeff", "\u3164"])
def test_nothing_that_can_be_seen_is_not_enough(
    phone: Client, hotline: Published, text: str
) -> None:
    asked = tell(phone, text=text)
    assert asked.status_code == 422
    assert "Write one sentence" in asked.content.decode()
    assert not Envelope.objects.exists()


@pytest.mark.parametrize(
    "text",
    [
        "😢",
        "ជួយ",
        "\u202eabc\u200bdef\u202c",
        "x" * 100_000,
        "ក" * 100_000,
        "😢" * 100_000,
    ],
    ids=["emoji", "khmer", "right-to-left", "long", "long-khmer", "long-emoji"],
)
def test_what_was_typed_arrives_as_it_was_typed(
    phone: Client, hotline: Published, text: str
) -> None:
    assert tell(phone, text=text).status_code == 303
    assert opened(hotline).text == text


def test_a_longer_text_is_refused_and_kept_on_the_page(
    phone: Client, hotline: Published
) -> None:
    typed = "mangosteen " * 9_999
    refused = tell(phone, text=typed)
    assert refused.status_code == 422
    page = refused.content.decode()
    assert "at most 100000" in page
    assert typed in page
    assert not Envelope.objects.exists()


def test_far_too_much_is_answered_with_a_page(
    phone: Client, hotline: Published
) -> None:
    refused = tell(phone, text="x" * 4_000_000)
    assert refused.status_code == 413
    assert "too much at once" in refused.content.decode()
    assert not Envelope.objects.exists()


def test_a_double_tap_makes_one_report(phone: Client, hotline: Published) -> None:
    reach_the_last_page(phone)
    draft = phone.cookies["f"].value
    assert answer(phone, "tell", text="Once.").status_code == 303
    first = Envelope.objects.get().ref
    phone.cookies["f"] = draft
    assert answer(phone, "tell", text="Once.").status_code == 303
    assert Envelope.objects.get().ref == first
    assert first in phone.get(FORM).content.decode()
    entries = Entry.objects.using(alias(Store.INBOX))
    assert entries.filter(event="report.received").count() == 1


def test_a_body_cut_on_its_way_changes_nothing(
    phone: Client, hotline: Published
) -> None:
    reach_the_last_page(phone)
    cut = phone.post(FORM, {"step": "tell", "do": "next", "text": "I was going to s"})
    assert cut.status_code == 400
    assert not Envelope.objects.exists()


def test_without_a_draft_the_first_page_is_shown(
    phone: Client, hotline: Published
) -> None:
    shown = phone.get(FORM)
    assert (shown.status_code, shown["Location"]) == (303, "/en/")


def test_a_lost_draft_loses_no_words(phone: Client, safeguarding: Published) -> None:
    reach_the_last_page(phone, "own_people")
    phone.cookies.clear()
    asked = answer(phone, "tell", text="Typed for a long time.", kind="own_people")
    assert asked.status_code == 422
    assert "Typed for a long time." in asked.content.decode()
    assert not Envelope.objects.exists()
    assert answer(phone, "tell", text="Typed for a long time.").status_code == 303
    assert Envelope.objects.get().desk == "safeguarding"


def test_without_a_key_that_verifies_nothing_is_taken_and_nothing_lost(
    phone: Client,
) -> None:
    asked = tell(phone, text="Nobody could read this yet.")
    assert asked.status_code == 503
    assert "Nobody could read this yet." in asked.content.decode()
    assert not Envelope.objects.exists()


def test_a_shared_phone_is_called_only_in_safe_hours(
    phone: Client, hotline: Published
) -> None:
    begin(phone)
    answer(phone, "phone", phone_shared="yes")
    assert "Others use this phone" in phone.get(FORM).content.decode()
    asked = answer(phone, "call", phone="012345678")
    assert asked.status_code == 422
    assert "012345678" in asked.content.decode()


def test_going_back_keeps_the_answers_and_the_long_text(
    phone: Client, hotline: Published
) -> None:
    reach_the_last_page(phone)
    back = answer(phone, "tell", text="Half a story", do="back")
    assert back.status_code == 200
    assert 'value="Half a story"' in back.content.decode()
    last = answer(phone, "where", place="By the river", text="Half a story")
    assert "Half a story</textarea>" in last.content.decode()
    answer(phone, "tell", text="Half a story, told")
    assert opened(hotline).place == "By the river"


def test_the_other_language_keeps_the_step(phone: Client, hotline: Published) -> None:
    begin(phone)
    answer(phone, "kind", kind="threatened")
    page = phone.get("/km/form/")
    assert page.status_code == 200
    assert 'data-question="about"' in page.content.decode()
    assert 'lang="km"' in page.content.decode()


def test_a_new_report_forgets_the_last_persons_answers(
    phone: Client, hotline: Published
) -> None:
    reach_the_last_page(phone, phone="012345678", safe_hours="noon")
    begin(phone)
    answer(phone, "phone", phone_shared="no")
    assert "012345678" not in phone.get(FORM).content.decode()


def test_the_longest_answers_fit_into_the_cookie(
    phone: Client, hotline: Published
) -> None:
    begin(phone)
    answer(
        phone, "call", phone="៩" * 40, safe_hours="😢" * 120, opening_words="😢" * 160
    )
    assert answer(phone, "where", place="😢" * 160, name="😢" * 80).status_code == 303
    assert len(phone.cookies["f"].value) <= 3500


def test_an_answer_that_is_too_long_says_so(phone: Client, hotline: Published) -> None:
    begin(phone)
    asked = answer(phone, "where", name="x" * 81)
    assert asked.status_code == 422
    assert "at most 80 characters" in asked.content.decode()


def test_the_last_page_tells_the_script_what_it_needs(
    phone: Client, hotline: Published
) -> None:
    reach_the_last_page(phone, "threatened")
    page = phone.get(FORM)
    assert page.context["draft"].submission in page.content.decode()
    answers = json.loads(page.context["answers_json"])
    assert answers == {"kind": "threatened", "about_me": "yes", "phone_shared": "no"}


def test_the_kind_chosen_on_the_first_page_is_not_asked_again(
    phone: Client, hotline: Published
) -> None:
    begin(phone, kind="seeking_help")
    answer(phone, "safety")
    assert 'data-question="about"' in phone.get(FORM).content.decode()


def test_declining_a_code_forgets_the_draft(phone: Client, hotline: Published) -> None:
    tell(phone, text="One sentence.")
    assert press(phone, "done").status_code == 200
    assert phone.get(FORM)["Location"] == "/en/"
