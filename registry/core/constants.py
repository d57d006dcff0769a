# SPDX-License-Identifier: Apache-2.0
"""Domain tags and limits, each with its source or the harm it prevents."""

# RFC 9162 §2.1.1: leaf and node prefixes keep an inner node from passing as a document.
LEAF_PREFIX = b"\x00"
NODE_PREFIX = b"\x01"
# Protocol §3.4: codes commit to the summary under a tag of their own, so that no code follows from a leaf.
CODE_PREFIX = b"\x02"

CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE_BODY_CHARS = 30  # 150 bits
CODE_CHECK_CHARS = 2  # 10 bits, tells a slip of the hand from a code nobody issued
CODE_CHARS = CODE_BODY_CHARS + CODE_CHECK_CHARS

MAX_GRANTS = 8  # a batch's grants are read one by one on chain
MAX_SCOPES = 8
MAX_BATCH_SIZE = 1 << 20  # bounds the proof to 20 hashes
MAX_PATH = 20

# Texts that reach a signed QR code (protocol §5: at most version 18, level M, on A4).
MAX_NUMBER = 64
MAX_BODY_CODE = 32
MAX_SUBJECT_NAME = 160
MAX_MODEL = 120
MAX_SERIAL = 80
MAX_HOLDER = 160
MAX_SCOPE = 80
MAX_NETWORK = 32
MAX_HOST = 24  # `HTTPS://` + host + `/C/` + 32 characters: 67 fill QR version 4, level Q

# Bounds for parsers: a larger input is refused before it is read.
MAX_SUMMARY_BYTES = 2_048
MAX_SIGNED_SUMMARY_BYTES = 2_304
MAX_CREDENTIAL_BYTES = 512 * 1024
MAX_BUNDLE_BYTES = 4 * 1024 * 1024
MAX_FILE_STATEMENTS = 64
MAX_ANCHORS = 65  # one for the certificate and one for each file statement
MAX_JSON_DEPTH = 24

EIP712_NAME = "Antin"
EIP712_VERSION = "1"
TIMEZONE = "Asia/Ho_Chi_Minh"  # a day is a day of Vietnam, UTC+7 without daylight saving

# How a network's headers are sealed; "none" is a dev chain (docs/spec/chain-proof.md).
CONSENSUS = ("none", "qbft", "ibft2", "clique")
MAX_VALIDATORS = 1_024
