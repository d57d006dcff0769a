# SPDX-License-Identifier: Apache-2.0
"""On a real chain every role tries every other role's calls, and every signed request is used again: on the same
contract, on another contract, and on another chain where contract and bodies have the very same addresses.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from registry.chain import ganache as ganache_module
from registry.chain.calls import (
    anchor_call,
    encode_call,
    request_call,
    retrospective_call,
    signature_of,
    status_call,
)
from registry.chain.contract import ACCESS_MANAGER, artifact
from registry.chain.deploy import deploy
from registry.chain.ganache import DEMO_AUTHORITY_KEY, DEMO_RELAYER_KEY, Ganache
from registry.chain.reader import RpcChainReader
from registry.chain.roles import FUNCTIONS, Role
from registry.chain.rpc import JsonRpc
from registry.chain.sender import Sender
from registry.core import layout
from registry.core.anchor import typed_digest
from registry.core.key_requests import ReportCompromiseRequest, RevokeOwnKeyRequest
from registry.core.records import Basis, State
from registry.core.status import StatusItem, StatusManyRequest, StatusRequest
from registry.core.surveillance import Decision, MaintainRequest
from registry.core.types import Address
from registry.errors import RefusedError
from registry.keys.signers import FileAccount, FileAnchorSigner
from tests.chain_stage import PLENTY, SECOND_RELAYER_KEY, STRANGER_KEY, Body, RealStage
from tests.conftest import needs_ganache
from tests.support import ROOT

pytestmark = pytest.mark.chain

BODY_SIGNED = {
    "anchor", "anchorMany", "setStatus", "setStatusMany", "maintain", "revokeOwnKey", "reportCompromise",
}  # fmt: skip
MANAGERS = {"setAuthority"}  # the access manager's alone
OTHER_CHAIN_ID = 1338
CALLERS: Mapping[str, bytes] = {
    "authority": DEMO_AUTHORITY_KEY, "officer": SECOND_RELAYER_KEY, "guardian": STRANGER_KEY,
    "relayer": DEMO_RELAYER_KEY,
}  # fmt: skip
HOLDER = {Role.AUTHORITY: "authority", Role.OFFICER: "officer", Role.GUARDIAN: "guardian"}
ROLE_OF = {name: HOLDER[role] for role, names in FUNCTIONS.items() for name in names}


@dataclass(frozen=True, slots=True)
class Place:
    """One contract whose roles four accounts hold; the relayer holds none."""

    stage: RealStage
    rpc: JsonRpc

    def sender(self, caller: str) -> Sender:
        return Sender(self.rpc, FileAccount(CALLERS[caller]))

    def refusal(self, caller: str, call: bytes, target: Address | None = None) -> str | None:
        """The code with which the call is refused; ``None`` where it would be done."""
        try:
            self.sender(caller).ask(target or self.stage.contract, call)
        except RefusedError as error:
            return error.code
        return None

    def send(self, caller: str, call: bytes) -> bool:
        """Mine a transaction whatever the contract says of it; whether it succeeded."""
        sender = self.sender(caller)
        transaction = sender.prepare(self.stage.contract, call, gas=PLENTY)
        sender.broadcast(transaction.raw)
        return sender.wait(transaction.hash).succeeded

    def head(self) -> list[bytes]:
        """Running hash and counters: what every write changes."""
        slots = [layout.fixed_slot(layout.HEAD), layout.fixed_slot(layout.CONTRACT_STATE)]
        return self.stage.reader.slots(self.stage.contract, slots, self.stage.reader.head())


def open_place(chain: Ganache, stack: ExitStack) -> Place:
    rpc = JsonRpc(chain.url, timeout=60.0)
    stack.callback(rpc.close)
    accounts = {name: FileAccount(key).address for name, key in CALLERS.items()}
    record = deploy(
        Sender(rpc, FileAccount(DEMO_AUTHORITY_KEY)), RpcChainReader(rpc), network="test",
        admin=accounts["authority"], officer=accounts["officer"], guardian=accounts["guardian"],
    )  # fmt: skip
    return Place(RealStage(rpc, record), rpc)


@pytest.fixture(scope="module")
def chains(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Ganache, Ganache]]:
    """Two fresh chains, equal but for their chain id."""
    needs_ganache()
    with ExitStack() as stack, pytest.MonkeyPatch.context() as patch:
        started = []
        for chain_id in (ganache_module.CHAIN_ID, OTHER_CHAIN_ID):
            patch.setattr(ganache_module, "CHAIN_ID", chain_id)
            folder = Path(tmp_path_factory.mktemp(f"chain-{chain_id}"))
            started.append(stack.enter_context(Ganache.start(folder, project=ROOT)))
        yield started[0], started[1]


@pytest.fixture(scope="module")
def places(chains: tuple[Ganache, Ganache]) -> Iterator[tuple[Place, Place, Place]]:
    """A contract, the contract of the same address on the other chain, and another one on the first."""
    with ExitStack() as stack:
        here, there = (open_place(chain, stack) for chain in chains)
        assert here.stage.contract == there.stage.contract
        yield here, there, open_place(chains[0], stack)


def functions() -> dict[str, Any]:
    entries = [e for e in artifact().abi if e["type"] == "function"]
    return {e["name"]: e for e in entries if e["stateMutability"] not in ("view", "pure")}


def nothing(kind: str) -> Any:
    """The plainest argument of a type: rights are asked before arguments."""
    if kind.endswith("[]"):
        return []
    if kind == "address":
        return bytes(20)
    if kind in ("bytes", "string"):
        return b"" if kind == "bytes" else ""
    return bytes(32) if kind == "bytes32" else 0


def plain_call(name: str) -> bytes:
    _, types = signature_of(functions()[name])
    return encode_call(name, *map(nothing, types))


def test_every_call_belongs_to_a_role_or_to_bodies() -> None:
    """A new function without an entry here fails: it must be tried by every role."""
    assert set(functions()) == set(ROLE_OF) | BODY_SIGNED | MANAGERS


@pytest.mark.parametrize("name", sorted(ROLE_OF))
def test_every_role_tries_every_call(places: tuple[Place, Place, Place], name: str) -> None:
    here, before = places[0], places[0].head()
    call = plain_call(name)
    refusals = {caller: here.refusal(caller, call) for caller in CALLERS}
    holder = ROLE_OF[name]
    assert {c for c, code in refusals.items() if code != "NOT_AUTHORITY"} == {holder}
    stranger = next(caller for caller in CALLERS if caller != holder)
    assert not here.send(stranger, call)
    assert here.head() == before


def test_nobody_takes_the_contract_from_its_access_manager(places: tuple[Place, Place, Place]) -> None:
    here, before = places[0], places[0].head()
    for caller in CALLERS:
        assert here.refusal(caller, plain_call("setAuthority")) is not None
        assert not here.send(caller, plain_call("setAuthority"))
    assert here.head() == before


def test_only_the_administrator_gives_roles_out(places: tuple[Place, Place, Place]) -> None:
    here = places[0]
    manager = here.stage.deployment.access_manager
    account = FileAccount(DEMO_RELAYER_KEY).address
    calls = [
        encode_call("grantRole", int(role), account, 0, contract=ACCESS_MANAGER) for role in Role
    ] + [encode_call("setTargetFunctionRole", here.stage.contract, [bytes(4)], 0, contract=ACCESS_MANAGER),
         encode_call("updateAuthority", here.stage.contract, account, contract=ACCESS_MANAGER)]  # fmt: skip
    for call in calls:
        refusals = {
            caller: here.refusal(caller, call, manager) for caller in CALLERS if caller != "authority"
        }
        assert None not in refusals.values(), refusals


def test_a_call_that_bodies_sign_needs_a_signature_of_theirs(places: tuple[Place, Place, Place]) -> None:
    """Whoever sends it, the authority included."""
    here = places[0]
    body, other = registered(here, "OWN"), registered(here, "OTHER")
    before = here.head()
    for name, wanted in requests(body).items():
        for signer in (other.key, FileAnchorSigner(DEMO_AUTHORITY_KEY), FileAnchorSigner(STRANGER_KEY)):
            call = wanted.call(signer.sign_digest(wanted.digest))
            for caller in CALLERS if wanted.sender is None else (wanted.sender,):
                assert here.refusal(caller, call) in ("KEY_NOT_GOOD", "KEY_PROOF_INVALID"), name
    assert here.head() == before


@dataclass(frozen=True, slots=True)
class Wanted:
    """A request as its body signs it, and the call that carries the signature; ``sender`` where not anyone."""

    digest: bytes
    call: Callable[[bytes], bytes]
    sender: str | None = None


def registered(place: Place, code: str, *, key: FileAnchorSigner | None = None) -> Body:
    """A body with one grant; the same code and key on every contract."""
    body = Body(place.stage, register=False)
    body.code = code
    body.key = key or FileAnchorSigner(code.encode().rjust(32, b"\x01"))
    authority = place.stage.authority
    authority.register_body(code)
    authority.grant(code, Basis.DESIGNATION, "QCVN 4:2009/BKHCN")
    body.add_key(body.key)
    return body


def requests(body: Body) -> dict[str, Wanted]:
    """One request of each kind that a body signs, in an order in which all of them are accepted."""
    domain, deadline = body.stage.domain, body.stage.reader.head().timestamp + 86_400
    anchor = body.request(root=1, deadline=deadline)
    older = replace(body.request(root=2, deadline=deadline), retrospective=True)
    spare = FileAnchorSigner(body.code.encode().rjust(32, b"\x02"))
    proof = {"body": body.id, "key": spare.address, "validFrom": 0}
    leaf, others = b"\x11" * 32, [bytes([n]) * 32 for n in (0x21, 0x22)]
    one = StatusRequest(body=body.code, item=_item(leaf), note="x", deadline=deadline)
    many = StatusManyRequest(body=body.code, items=tuple(map(_item, others)), deadline=deadline)
    last = body.start - 86_400
    maintain = MaintainRequest(
        body=body.code, subject=leaf, n=0, last=last, next_due=last + 31_536_000,
        decision=Decision(1), deadline=deadline,
    )  # fmt: skip
    spare_id = layout.anchor_key_id(spare.address)
    revoke = RevokeOwnKeyRequest(body=body.code, key=spare_id, reason=4, deadline=deadline)
    report = ReportCompromiseRequest(body=body.code, key=spare_id, deadline=deadline)
    return {
        "Anchor": Wanted(anchor.digest(domain), lambda s: anchor_call(anchor, s)),
        "AnchorRetrospective": Wanted(
            older.digest(domain), lambda s: retrospective_call(older, s), "authority"
        ),
        "SetStatus": Wanted(one.digest(domain), lambda s: status_call(one, s)),
        "SetStatusMany": Wanted(many.digest(domain), lambda s: status_call(many, s)),
        "Maintain": Wanted(maintain.digest(domain), lambda s: request_call(maintain, s)),
        "RegisterAnchorKey": Wanted(
            typed_digest(domain, "RegisterAnchorKey", proof),
            lambda s: encode_call("registerAnchorKey", body.id, spare.address, 0, s),
            "authority",
        ),
        "ReportCompromise": Wanted(report.digest(domain), lambda s: request_call(report, s)),
        "RevokeOwnKey": Wanted(revoke.digest(domain), lambda s: request_call(revoke, s)),
    }


def _item(subject: bytes) -> StatusItem:
    return StatusItem(subject=subject, n=0, state=State.SUSPENDED, reason=1)


def signature(body: Body, name: str, wanted: Wanted) -> bytes:
    spare = FileAnchorSigner(body.code.encode().rjust(32, b"\x02"))
    return (spare if name == "RegisterAnchorKey" else body.key).sign_digest(wanted.digest)


def test_every_signed_request_is_good_once_and_nowhere_else(places: tuple[Place, Place, Place]) -> None:
    here, there, beside = places
    first, *others = [registered(place, "REPLAYED") for place in (here, there, beside)]
    spare = FileAnchorSigner(first.code.encode().rjust(32, b"\x02"))
    for body in others:  # what a replayed end of a key would end
        body.add_key(spare)
    seen = set()
    for name, wanted in requests(first).items():
        seen.add(name)
        call, sender = wanted.call(signature(first, name, wanted)), wanted.sender or "relayer"
        for place in (there, beside):
            before = place.head()
            assert not place.send(sender, call), f"{name} is good on another contract or chain"
            assert place.head() == before
        before = here.head()
        assert here.send(sender, call), name
        after = here.head()
        assert after != before, name
        again = [here.send(caller, call) for caller in (sender, *(() if wanted.sender else ("guardian",)))]
        # A batch that is there is no error, so that a lost reply is settled; but nothing changes either.
        assert set(again) == {name.startswith("Anchor")}, name
        assert here.head() == after, name
    assert seen == {*requests(first)}


def test_a_late_request_is_refused(places: tuple[Place, Place, Place]) -> None:
    here = places[0]
    body = registered(here, "LATE")
    for name, wanted in requests(_past(body)).items():
        if name == "RegisterAnchorKey":  # has no deadline: the authority decides when it is sent
            continue
        call = wanted.call(signature(body, name, wanted))
        assert here.refusal(wanted.sender or "relayer", call) == "DEADLINE_PASSED", name


def _past(body: Body) -> Body:
    """The same body asked long ago: its requests' deadlines have passed."""

    class Earlier:
        domain = body.stage.domain

        class reader:  # noqa: N801 -- stands for a reader
            @staticmethod
            def head() -> Any:
                head = body.stage.reader.head()
                return replace(head, timestamp=head.timestamp - 10 * 86_400)

    past = Body(body.stage, register=False)
    past.code, past.key = body.code, body.key
    past.stage = Earlier()  # type: ignore[assignment]
    return past
