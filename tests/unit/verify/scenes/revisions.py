# SPDX-License-Identifier: Apache-2.0
"""Superseded revisions, models, and sources that damage what they send."""

from msgspec.structs import replace

from registry.core.bundle import encode_bundle
from registry.verify import Report
from tests.unit.verify.acts import revise, with_models
from tests.unit.verify.build import World
from tests.unit.verify.scenes.scene import gives

MANY = tuple(f"VD-RC-{n:03}-LONG-NAME" for n in range(40))


@gives(8, "WARN", "ANSWERED_BY_NEWER", "VALID", "ANSWERED_BY_NEWER")
def model_still_covered() -> Report:
    world = World()
    issued = world.issue()
    revise(world, issued, change="scope_extended", **with_models("VD-RC18A", "VD-RC20"))
    return world.verify(issued, model="vd rc18a")


@gives(8, "FAIL", "MODEL_DROPPED", "INVALID", "MODEL_DROPPED")
def model_dropped() -> Report:
    world = World()
    issued = world.issue()
    revise(world, issued, change="scope_reduced", **with_models("VD-RC18A"))
    return world.verify(issued, model="VD-RC18B")


@gives(8, "ERROR", "MODEL_NOT_SAID", "INDETERMINATE", "MODEL_NOT_SAID")
def model_not_said() -> Report:
    world = World()
    issued = world.issue()
    validity = {"first": "2026-07-15", "last": "2029-06-30"}
    holder = {"name": "Công ty Ví Dụ Mới", "tax_code": "0000000012", "country": "VN"}
    revise(
        world, issued, change="replaced", validity=validity, holder=holder, **with_models("VD-RC18A", "VD-RC20")
    )  # fmt: skip
    return world.verify(issued)


@gives(8, "ERROR", "MODEL_NOT_LISTED", "INDETERMINATE", "MODEL_NOT_LISTED")
def model_of_another_certificate() -> Report:
    world = World()
    return world.verify(world.issue(), model="VD-RC19")


@gives(8, "ERROR", "MODEL_LIST_CUT", "INDETERMINATE", "MODEL_NOT_LISTED")
def summary_counts_the_models_that_do_not_fit() -> Report:
    world = World()
    return world.verify(world.issue(jws=False, **with_models(*MANY)), model=MANY[-1])


@gives(8, "ERROR", "SUCCESSOR_MISSING", "INDETERMINATE", "SUCCESSOR_MISSING")
def successor_not_obtained() -> Report:
    world = World()
    issued = world.issue()
    revise(world, issued)
    world.source.down = True
    return world.verify(issued)


@gives(6, "ERROR", "SOURCE_ANSWERED_WRONG", "INDETERMINATE", "CANNOT_TELL")
def source_damages_the_bundle() -> Report:
    world = World()
    issued = world.issue()
    path = (bytes(32), *issued.bundle.inclusion.path[1:])
    wrong = replace(issued.bundle, inclusion=replace(issued.bundle.inclusion, path=path))
    world.source.codes[issued.code] = encode_bundle(wrong)
    return world.verify(issued.code)
