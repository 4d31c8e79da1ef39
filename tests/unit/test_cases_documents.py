"""Documents as they are sealed; what was written once must always be read."""

import pytest

from romdoul.cases.codes import NameKind, Outcome, Sex, Standing
from romdoul.cases.documents import (
    CaseDocument,
    Decided,
    Identifier,
    MentionsDocument,
    Name,
    NoteDocument,
    ParticipantDocument,
    ReportTriage,
    TaskDocument,
    TransitionDocument,
)
from romdoul.kernel.errors import UnknownFormat

# Frozen: bytes that an installation holds. A change here needs an upgrade() step.
VERSION_1 = {
    ReportTriage: (
        b'{"schema_version":1,"reason":"a","note":"b","decided_because":"c"}',
        ReportTriage(reason="a", note="b", decided_because="c"),
    ),
    CaseDocument: (
        b'{"schema_version":1,"title":"a","summary":"b","province":"c",'
        b'"opened_because":"d"}',
        CaseDocument(title="a", summary="b", province="c", opened_because="d"),
    ),
    ParticipantDocument: (
        b'{"schema_version":1,"names":[{"text":"Chan Dara","kind":"latin"}],'
        b'"sex":"female","year_of_birth":2012,"nationality":"KH",'
        b'"phones":["012345678"],"identifiers":[{"system":"oscar","number":"7"}],'
        b'"situation":"","standing":"alleged","outcome":"unfounded","note":"n"}',
        ParticipantDocument(
            names=(Name(text="Chan Dara", kind=NameKind.LATIN),),
            sex=Sex.FEMALE,
            year_of_birth=2012,
            nationality="KH",
            phones=("012345678",),
            identifiers=(Identifier(system="oscar", number="7"),),
            standing=Standing.ALLEGED,
            outcome=Outcome.UNFOUNDED,
            note="n",
        ),
    ),
    NoteDocument: (
        b'{"schema_version":1,"text":"a","happened_at":"b"}',
        NoteDocument(text="a", happened_at="b"),
    ),
    TaskDocument: (
        b'{"schema_version":1,"title":"a","note":"b","outcome":"c"}',
        TaskDocument(title="a", note="b", outcome="c"),
    ),
    TransitionDocument: (
        b'{"schema_version":1,"reason":"a","answer":"b"}',
        TransitionDocument(reason="a", answer="b"),
    ),
    MentionsDocument: (
        b'{"schema_version":1,"decided":[{"ref":"N-7K2M-9QXA","redacted":false,'
        b'"replaced":["Sok Dara"],"kept":["Dara"],"kept_because":"a"}]}',
        MentionsDocument(
            decided=(
                Decided(
                    ref="N-7K2M-9QXA",
                    replaced=("Sok Dara",),
                    kept=("Dara",),
                    kept_because="a",
                ),
            )
        ),
    ),
}


@pytest.mark.parametrize("schema", VERSION_1, ids=lambda schema: schema.__name__)
def test_version_1_is_read_and_written_as_it_always_was(schema):
    plain, document = VERSION_1[schema]
    assert schema.from_bytes(plain) == document
    assert document.to_bytes() == plain


@pytest.mark.parametrize("schema", VERSION_1, ids=lambda schema: schema.__name__)
def test_what_is_no_document_is_refused_by_name(schema):
    for plain in (b"", b"[]", b'{"schema_version":99}', b'{"schema_version":1,"x":1}'):
        with pytest.raises(UnknownFormat):
            schema.from_bytes(plain)
