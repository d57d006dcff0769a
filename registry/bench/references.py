# SPDX-License-Identifier: Apache-2.0
"""What our figures are held against: the bare operation without anything of ours around it."""

import io
import sys

import python_calamine
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec

from registry.bench.timing import MILLI, per_second, process_ms, seconds_of
from registry.bootstrap import Workplace
from registry.chain.hexadecimal import data
from registry.chain.rpc import JsonRpc
from registry.chain.sender import Sender

SIGNATURES = "plain P-256 signatures"
VERIFICATION = "one ES256 verification"
TRANSACTIONS = "bare ganache transactions"
READING = "calamine alone on the same workbook"
INTERPRETER = "python -c pass"
_TRANSFER_GAS = 21_000
_MESSAGE = bytes(1_000)


def signatures_per_second() -> float:
    """ES256 signatures of a 1,000-byte message by ``cryptography`` on one core."""
    key, algorithm = ec.generate_private_key(ec.SECP256R1()), ec.ECDSA(hashes.SHA256())
    return per_second(lambda: key.sign(_MESSAGE, algorithm))


def verification_ms() -> float:
    """One ES256 verification by ``cryptography``."""
    key, algorithm = ec.generate_private_key(ec.SECP256R1()), ec.ECDSA(hashes.SHA256())
    signature, public = key.sign(_MESSAGE, algorithm), key.public_key()
    return MILLI / per_second(lambda: public.verify(signature, _MESSAGE, algorithm))


def transactions_per_second(place: Workplace, rpc: JsonRpc, count: int) -> float:
    """Transfers of nothing, signed before, each sent when the one before has its receipt."""
    sender = Sender(rpc, place.keyring.account("relayer"))
    first = sender.next_nonce()
    signed = [sender.prepare(sender.address, b"", nonce=first + n, gas=_TRANSFER_GAS) for n in range(count)]

    def send() -> None:
        for transaction in signed:
            rpc.call("eth_sendRawTransaction", data(transaction.raw))
            rpc.call("eth_getTransactionReceipt", data(transaction.hash))

    return count / seconds_of(send)


def workbook_seconds(workbook: bytes) -> float:
    """Reading every cell of every sheet, without looking at any."""

    def read() -> None:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(workbook))
        for name in book.sheet_names:
            book.get_sheet_by_name(name).to_python()

    return seconds_of(read)


def interpreter_ms(times: int) -> float:
    """The interpreter starting and ending."""
    return process_ms([sys.executable, "-c", "pass"], times)
