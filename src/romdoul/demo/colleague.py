"""A colleague comes in by invitation, and leaves: new keys begin for those who stay."""

from romdoul.actions.staff_people import certify_worker, invite_worker, worker_leaves
from romdoul.actions.staff_sign_in import accept_invitation
from romdoul.demo.accounts import new_password
from romdoul.demo.calendar import Thread, days, hours
from romdoul.demo.desk import Scene
from romdoul.demo.organisation import publish_keys
from romdoul.queries.staff import check_number_of
from romdoul.staff.rights import Role

USERNAME, NAME = "counsellor-3", "Bopha Keo"
STAYED = 90


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
    yield days(STAYED)
    worker_leaves(scene.team("manager-2"), ref=ref)
    scene.team.changed()
    publish_keys(scene.team)
