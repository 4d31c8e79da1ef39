"""A colleague comes in by invitation, and leaves: new keys begin for those who stay."""

from romdoul.actions.members import add_member
from romdoul.actions.staff_people import certify_worker, invite_worker, worker_leaves
from romdoul.actions.staff_sign_in import accept_invitation
from romdoul.actions.tasks import add_task
from romdoul.cases.codes import TaskKind
from romdoul.cases.documents import TaskDocument
from romdoul.demo import written
from romdoul.demo.accounts import new_password
from romdoul.demo.calendar import Thread, days, hours
from romdoul.demo.desk import Scene
from romdoul.demo.organisation import publish_keys
from romdoul.queries.cases import CaseOrder, list_cases
from romdoul.queries.staff import check_number_of
from romdoul.staff.rights import Role

USERNAME, NAME = "counsellor-3", "Bopha Keo"
STAYED, WORKED = 90, 70
LEAD = "case-manager-1"


def comes_and_goes(scene: Scene) -> Thread:
    """A counsellor is invited, certified by voice, and leaves after three months."""
    ref, code = invite_worker(
        scene.team("manager-1"),
        username=USERNAME,
        roles=(Role.COUNSELLOR,),
        language="km",
        display_name=NAME,
    )
    yield hours(20)
    worker = accept_invitation(code=code, password=new_password()).worker
    read_out = check_number_of(worker)
    yield hours(1)
    roles = (Role.COUNSELLOR,)
    certify_worker(scene.team("manager-1"), ref=ref, number=read_out, roles=roles)
    yield days(STAYED - WORKED)
    joins_a_case(scene, ref)
    yield days(WORKED)
    worker_leaves(scene.team("manager-2"), ref=ref)
    scene.team.changed()
    publish_keys(scene.team)


def joins_a_case(scene: Scene, ref: str) -> None:
    """She joins a case and has something to do there, which nobody has afterwards."""
    lead = scene.team(LEAD)
    case = list_cases(lead, order=CaseOrder.NEWEST).rows[-1].ref
    add_member(lead, ref=case, worker=ref)
    add_task(
        lead,
        ref=case,
        assignee=ref,
        due_at=scene.end + days(3),
        kind=TaskKind.CALL,
        document=TaskDocument(title=written.LEFT_TO_DO),
    )
