# SPDX-License-Identifier: Apache-2.0
"""Each node of the chain: whether it answers, is what is pinned, keeps up, and says what the others say."""

from collections import Counter
from collections.abc import Sequence

from registry.api.schemas import PartHealth
from registry.errors import EvidenceError, RegistryError
from registry.ports.agreement import LAG_SECONDS
from registry.ports.chain import BlockRef, ChainReader
from registry.verify.trust import Network, TrustList

Probe = tuple[ChainReader, PartHealth]


def node_parts(readers: Sequence[ChainReader], trust: TrustList, needed: int) -> list[PartHealth]:
    """Parts ``chain-1`` and so on, in the order in which nodes are configured. Addresses stay in the log."""
    probes = [(reader, _probe(reader, trust, f"chain-{number}")) for number, reader in enumerate(readers, 1)]
    well = [(reader, part) for reader, part in probes if part.ok]
    times = sorted((part.block_time or 0 for _, part in well), reverse=True)
    newest = times[min(needed, len(times)) - 1] if times else 0
    odd = _at_odds(well, max(network.finality for network in trust.networks))
    return [_judged(reader, part, newest, odd) for reader, part in probes]


def _judged(reader: ChainReader, part: PartHealth, newest: int, odd: Sequence[ChainReader]) -> PartHealth:
    code = part.code
    if part.ok and (reader in odd or getattr(reader, "trouble", None) == "NODE_DIFFERS"):
        code = "NODE_DIFFERS"
    elif part.ok and (part.block_time or 0) + LAG_SECONDS < newest:
        code = "NODE_LAGS"
    return part.model_copy(update={"ok": code is None, "code": code})


def _probe(reader: ChainReader, trust: TrustList, name: str) -> PartHealth:
    try:
        identity = reader.identity()
        found = (identity.chain_id, identity.genesis_hash)
        network = next((n for n in trust.networks if (n.chain_id, n.genesis_hash) == found), None)
        if network is None:
            raise EvidenceError("WRONG_CHAIN")
        head = reader.head()
        _check_code(reader, network, head)
    except RegistryError as error:
        return PartHealth(name=name, ok=False, code=error.code)
    return PartHealth(name=name, ok=True, block=head.number, block_time=head.timestamp)


def _check_code(reader: ChainReader, network: Network, head: BlockRef) -> None:
    if reader.code_hash(network.current.address, head) != network.current.code_hash:
        raise EvidenceError("CONTRACT_DIFFERENT")


def _at_odds(well: Sequence[Probe], depth: int) -> list[ChainReader]:
    """Whose chain has another block than most, as many blocks deep as make one final; all, where sides are equal."""
    if len(well) < 2:
        return []
    number = max(0, min(part.block or 0 for _, part in well) - depth)
    hashes: list[tuple[ChainReader, bytes]] = []
    for reader, _ in well:
        try:
            hashes.append((reader, reader.block_at(number).hash))
        except RegistryError:
            continue  # it fell silent in between; the next look says so
    counts = Counter(digest for _, digest in hashes).most_common(2)
    if len(counts) < 2:
        return []
    (most, first), (_, second) = counts
    return [reader for reader, digest in hashes if digest != most or first == second]
