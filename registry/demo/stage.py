# SPDX-License-Identifier: Apache-2.0
"""Sets the demo's stage: keys, contract, store, bodies with grants and registered keys. Every step goes on
from where an earlier start ended.
"""

from msgspec.structs import replace

from registry.bootstrap import Workplace
from registry.chain.contract import check_contract
from registry.chain.ganache import DEMO_AUTHORITY_KEY, DEMO_RELAYER_KEY
from registry.cli.key_register import register_body_keys
from registry.cli.network import deploy_network
from registry.config import Settings, load_settings
from registry.core import layout
from registry.core.hashing import body_id
from registry.core.records import BodyRecord
from registry.demo.bodies import DemoBody
from registry.demo.folder import DemoFolder
from registry.errors import EvidenceError, UsageError
from registry.keys.files import Password, password_from_file
from registry.keys.keyring import KeyRing
from registry.service.register_body import register_body
from registry.store.schema import upgrade_store
from registry.verify.trust import TrustList

NETWORK = "antin-demo"
KDF_COST = 1 << 14
"""scrypt cost of the demo's key files; their password lies beside them."""


def open_stage(folder: DemoFolder, *, rpc_url: str, public_url: str, page_host: str) -> Workplace:
    """The demo's registry on the running chain, deployed on the first start.

    Raises ``UsageError`` DEMO_CONTRACT_CHANGED where the chain carries another contract than the shipped one.
    """
    password = password_from_file(folder.password_file)
    if not folder.home.trust_list.exists():
        _create_accounts(folder, password)
        deploy_network(
            folder.home,
            password,
            name=NETWORK,
            rpc_url=rpc_url,
            public_url=public_url,
            demo=True,
            block_period=0,
        )
    _point_trust_list(folder, rpc_url, page_host)
    settings = _settings(folder, rpc_url, public_url)
    upgrade_store(f"sqlite:///{folder.home.database}")
    place = Workplace(settings, password)
    _require_shipped_contract(place)
    return place


def enter_body(place: Workplace, body: DemoBody, since: int) -> None:
    """Register the body, its keys and its grants, each only where it is missing."""
    register_body(
        place.store, body.code, name_vi=body.name_vi, name_en=body.name_en,
        laboratory_names=body.laboratory_names, laboratory_codes=body.laboratory_codes,
    )  # fmt: skip
    record = _body_record(place, body.code)
    if record is None:
        place.authority.register_body(body.code, valid_from=since, order="01/QĐ-VIDU")
    for grant in body.grants[record.grants if record else 0 :]:
        place.authority.grant(
            body.code, grant.basis, grant.scope, grantor=grant.grantor, valid_from=since, order="02/QĐ-VIDU"
        )
    if not place.keyring.has("credential", body.code):
        place.keyring.create_credential_key(body.code)
    if not place.keyring.has("anchor", body.code):
        place.keyring.create_anchor_key(body.code)
    register_body_keys(place, body.code)


def _create_accounts(folder: DemoFolder, password: Password) -> None:
    keyring = KeyRing(folder.home.keys, password, demo_network=True, cost=KDF_COST)
    if not keyring.has("authority"):
        keyring.import_demo_account("authority", DEMO_AUTHORITY_KEY)
    if not keyring.has("relayer"):
        keyring.import_demo_account("relayer", DEMO_RELAYER_KEY)
    if not keyring.has("registry"):
        keyring.create_registry_key()


def _point_trust_list(folder: DemoFolder, rpc_url: str, page_host: str) -> None:
    """The demo may come back on other ports: its own trust list follows."""
    trust = TrustList.parse(folder.home.trust_list.read_bytes())
    hosts = tuple(dict.fromkeys((*trust.hosts, page_host.lower())))
    networks = tuple(replace(network, endpoints=(rpc_url,)) for network in trust.networks)
    moved = replace(trust, hosts=hosts, networks=networks)
    if moved != trust:
        folder.home.trust_list.write_bytes(moved.to_bytes())


def _settings(folder: DemoFolder, rpc_url: str, public_url: str) -> Settings:
    return load_settings(
        home=folder.home.root, rpc_urls=rpc_url, public_url=public_url, trust_list=folder.home.trust_list,
        database_url=f"sqlite:///{folder.home.database}", network=NETWORK,
        key_password_file=folder.password_file,
    )  # fmt: skip


def _require_shipped_contract(place: Workplace) -> None:
    try:
        place.checked_reader()
        check_contract(place.panel, place.contract)
    except EvidenceError as error:
        raise UsageError("DEMO_CONTRACT_CHANGED", reason=error.text()) from error


def _body_record(place: Workplace, code: str) -> BodyRecord | None:
    reader = place.panel
    (slot,) = reader.slots(place.contract, [layout.body_slot(body_id(code))], reader.head())
    return BodyRecord.decode(slot)
