# SPDX-License-Identifier: Apache-2.0
"""A source that damages the right bundle makes no good certificate look false; a bundle in hand is judged."""

from collections.abc import Callable

import pytest
from msgspec.structs import replace

from registry.core.bundle import Bundle, encode_bundle
from registry.core.qr import short_qr, signed_qr
from registry.core.records import State
from registry.core.signed_summary import sign_summary
from registry.verify import Verdict, recognise
from registry.verify.things import CodeThing, FileThing, NumberThing
from tests.unit.core.samples import Key
from tests.unit.verify.build import HOST, Issued, World
from tests.unit.verify.scenes.scene import FILE

Damage = Callable[[Issued], Bundle]
STRANGER = Key(66)


def _signed_by_a_stranger(issued: Issued) -> Bundle:
    signed = sign_summary(issued.signed.summary, STRANGER.jwk.thumbprint(), STRANGER.sign)
    return replace(issued.bundle, signed_summary=signed.to_bytes(), key=STRANGER.jwk)


def _anchor(issued: Issued, **changes: object) -> Bundle:
    first, *others = issued.bundle.anchors
    return replace(issued.bundle, anchors=(replace(first, **changes), *others))


def _file(issued: Issued, **changes: object) -> Bundle:
    return replace(issued.bundle, files=(replace(issued.bundle.files[0], **changes),))


def _bent(data: bytes) -> bytes:
    return data[:-1] + bytes([data[-1] ^ 1])


DAMAGES: dict[str, Damage] = {
    "another key": lambda i: replace(i.bundle, key=STRANGER.jwk),
    "a signature of its own": _signed_by_a_stranger,
    "a bent signature": lambda i: replace(i.bundle, signed_summary=_bent(i.bundle.signed_summary)),
    "another path": lambda i: replace(i.bundle, inclusion=replace(i.bundle.inclusion, path=(bytes(32),) * 2)),
    "another index": lambda i: replace(i.bundle, inclusion=replace(i.bundle.inclusion, index=0)),
    "another root": lambda i: _anchor(i, root=bytes(32)),
    "another size": lambda i: _anchor(i, size=4),
    "other grants": lambda i: _anchor(i, grants=(1, 2)),
    "another body": lambda i: _anchor(i, body="VD-LAB"),
    "another kind of batch": lambda i: _anchor(i, retrospective=True),
    "another chain": lambda i: _anchor(i, chain_id=1338),
    "another contract": lambda i: _anchor(i, contract=bytes(20)),
    "a credential cut short": lambda i: replace(i.bundle, credential=i.jws[:-4]),
    "a bent file statement": lambda i: _file(i, signed_summary=_bent(i.bundle.files[0].signed_summary)),
    "a file statement's path": lambda i: _file(
        i, inclusion=replace(i.bundle.files[0].inclusion, path=(bytes(32),))
    ),
    "a certificate as its file statement": lambda i: _file(i, signed_summary=i.bundle.signed_summary),
}


def _world() -> tuple[World, Issued]:
    world = World()
    return world, world.publish(world.state_file(world.issue(), FILE))


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_no_code_number_or_file_reads_invalid_by_a_damaged_answer(damage: Damage) -> None:
    world, issued = _world()
    wrong = encode_bundle(damage(issued))
    world.source.codes[issued.code] = wrong
    world.source.numbers = dict.fromkeys(world.source.numbers, wrong)
    world.source.files[FILE] = wrong
    number = NumberThing(issued.summary.body, issued.summary.number)
    signed = recognise("".join(signed_qr(f"https://{HOST}", issued.code, issued.signed.to_bytes())))
    short = recognise(short_qr(f"https://{HOST}", issued.code))
    for thing in (
        CodeThing(issued.code),
        short,
        signed,
        recognise(issued.jws),
        number,
        FileThing(FILE, "a.pdf"),
    ):
        report = world.verify(thing)
        assert report.verdict is Verdict.INDETERMINATE, (thing, report.checks)


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_the_same_bundle_in_hand_is_never_valid(damage: Damage) -> None:
    world, issued = _world()
    assert world.verify(encode_bundle(damage(issued))).verdict is not Verdict.VALID


def test_flipped_bytes_from_a_source_never_read_invalid() -> None:
    world, issued = _world()
    trust, data = world.trust(), issued.data
    for position in range(0, len(data), 23):
        world.source.codes[issued.code] = data[:position] + bytes([data[position] ^ 1]) + data[position + 1 :]
        report = world.verify(CodeThing(issued.code), trust=trust)
        assert report.verdict is not Verdict.INVALID, (position, report.checks)


def test_what_the_code_commits_to_still_counts() -> None:
    world, issued = _world()
    world.chain.set_status("VD-CERT", issued.leaf, State.WITHDRAWN)
    assert world.verify(CodeThing(issued.code)).outcome.code == "WITHDRAWN"
    signed = "".join(signed_qr(f"https://{HOST}", issued.code, issued.signed.to_bytes()))
    world.source.codes[issued.code] = encode_bundle(DAMAGES["another path"](issued))
    assert world.verify(signed).outcome.code == "WITHDRAWN"


def test_a_withdrawn_batch_that_the_source_names_instead_withdraws_nothing() -> None:
    world, issued = _world()
    other = world.issue(number="VD-CERT/HQ-2026-000999")
    world.chain.set_status("VD-CERT", other.batch, State.WITHDRAWN)
    world.source.codes[issued.code] = encode_bundle(replace(issued.bundle, anchors=(
        other.bundle.anchors[0], *issued.bundle.anchors[1:])))  # fmt: skip
    report = world.verify(CodeThing(issued.code))
    assert (report.verdict, report.check(6).code) == (Verdict.INDETERMINATE, "SOURCE_ANSWERED_WRONG")


def test_a_number_is_no_witness_to_what_a_source_makes_up() -> None:
    world, _ = _world()
    world.key, real = STRANGER, world.key
    validity = {"first": "2024-07-15", "last": "2026-07-14"}
    made_up = world.issue(issued="2024-07-15", validity=validity, risk=None, anchored=False)
    world.key = real
    world.source.numbers = {("VD-CERT", made_up.summary.number): made_up.data}
    report = world.verify(NumberThing("VD-CERT", made_up.summary.number))
    assert report.verdict is Verdict.INDETERMINATE
    assert world.verify(made_up).outcome.code == "EXPIRED"


def test_a_key_that_was_not_good_still_fails_what_was_fetched() -> None:
    world, issued = _world()
    world.chain.advance(60)
    world.chain.set_compromised("VD-CERT", world.key.jwk.thumbprint(), since=world.now - 3_600)
    assert world.verify(CodeThing(issued.code)).outcome.code == "KEY_NOT_GOOD"


def test_a_forged_qr_beside_a_sound_bundle_still_fails() -> None:
    world, issued = _world()
    forged = replace(issued.signed, signature=Key(5).sign(issued.signed.to_be_signed())).to_bytes()
    report = world.verify("".join(signed_qr(f"https://{HOST}", issued.code, forged)))
    assert report.check(2).code == "QR_SIGNATURE_WRONG"
