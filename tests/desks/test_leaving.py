"""When somebody leaves, the public seals to keys that they never had."""

from tests.desks.seated import Seats
from tests.factories.organisation import Organisation

from romdoul.inbox.models import PublishedKey
from romdoul.staff.kinds import CompartmentKind


def test_a_counsellor_who_leaves_does_not_read_the_next_report(
    org: Organisation, seat: Seats
) -> None:
    hotline = org.compartment(CompartmentKind.HOTLINE)
    counsellor = org.worker("counsellor2").ref
    answer = seat("manager").post(f"/staff/{counsellor}/leave/")
    assert answer.status_code == 302
    newer = org.compartment(CompartmentKind.HOTLINE)
    assert newer.epoch == hotline.epoch + 1
    newest = PublishedKey.objects.filter(desk="hotline").order_by("-epoch").first()
    assert newest is not None
    assert newest.epoch == newer.epoch
    assert newest.retired_at is None
