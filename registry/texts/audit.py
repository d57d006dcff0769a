# SPDX-License-Identifier: Apache-2.0
"""What an auditor reads: replay, reconciliation and timelines."""

from registry.texts.audit_findings import FINDINGS
from registry.texts.audit_recordings import RECORDINGS
from registry.texts.audit_timeline import TIMELINE
from registry.texts.model import Text

TEXTS: dict[str, Text] = {
    "EVENT_FORMAT": Text(
        en="block {block}, log {index}: not an event as the contract writes it: {reason}",
        vi="khối {block}, nhật ký {index}: không phải sự kiện do hợp đồng ghi (chi tiết kỹ thuật: {reason})",
        remedy_en="The log was altered, or the node is broken. Read it from another node.",
        remedy_vi="Nhật ký đã bị sửa, hoặc nút bị hỏng. Hãy đọc lại từ một nút khác.",
    ),
    "AUDIT_EVENT_IMPOSSIBLE": Text(
        en="block {block}, log {index}: the contract cannot have written {event} here (rule: {rule})",
        vi="khối {block}, nhật ký {index}: hợp đồng không thể ghi sự kiện này tại đây "
        "(chi tiết kỹ thuật: {event}, quy tắc {rule})",
        remedy_en="An event before it is missing, repeated, moved or altered. "
        "docs/spec/replay.md lists the rules.",
        remedy_vi="Một sự kiện trước đó bị thiếu, lặp, đảo chỗ hoặc bị sửa. "
        "Xem các quy tắc ở docs/spec/replay.md.",
    ),
    "AUDIT_LOG_ORDER": Text(
        en="block {block}, log {index}: out of order or given twice",
        vi="khối {block}, nhật ký {index}: sai thứ tự hoặc lặp lại",
        remedy_en="The log was altered. Read it from another source.",
        remedy_vi="Nhật ký đã bị sửa. Hãy đọc từ nguồn khác.",
    ),
    "AUDIT_LOG_BLOCK": Text(
        en="block {block}, log {index}: the chain's block of this number has another hash or time",
        vi="khối {block}, nhật ký {index}: khối cùng số trên chuỗi có mã băm hoặc thời điểm khác",
        remedy_en="The log was altered, or recorded before the chain was reorganised. Record it anew.",
        remedy_vi="Nhật ký đã bị sửa, hoặc được ghi trước khi chuỗi sắp xếp lại. Hãy ghi lại.",
    ),
    "AUDIT_LOG_END": Text(
        en="a page ends with block {block}, and the chain's block of this number has another hash or time",
        vi="bản ghi kết thúc một trang ở khối {block}, nhưng khối cùng số trên chuỗi có mã băm hoặc thời điểm khác",
        remedy_en="Its end line was altered, or recorded before the chain was reorganised. Record it anew.",
        remedy_vi="Dòng end của trang đã bị sửa, hoặc được ghi trước khi chuỗi sắp xếp lại. Hãy ghi lại.",
    ),
    "AUDIT_LOG_FORMAT": Text(
        en="not a line of a recorded log",
        vi="không phải một dòng của bản ghi nhật ký",
        remedy_en="docs/spec/replay.md describes the format; record anew with antin audit replay --record FILE.",
        remedy_vi="Định dạng ở docs/spec/replay.md; hãy ghi lại bằng antin audit replay --record TỆP.",
    ),
    "AUDIT_LOG_FOREIGN": Text(
        en="a recording of another chain (it has {chain_id}), contract ({contract}) or first block ({first})",
        vi="bản ghi của chuỗi khác (trong tệp: {chain_id}), hợp đồng khác ({contract}) hoặc khối đầu khác ({first})",
        remedy_en="Choose the network and contract that were recorded, or another file.",
        remedy_vi="Hãy chọn đúng mạng và hợp đồng đã ghi, hoặc tệp khác.",
    ),
    "AUDIT_LOG_SHORT": Text(
        en="the recording ends with block {last}, before block {asked}",
        vi="bản ghi kết thúc ở khối {last}, trước khối {asked}",
        remedy_en="Ask up to that block with --to {last}, or go on recording with --record.",
        remedy_vi="Hãy hỏi đến khối đó bằng --to {last}, hoặc ghi tiếp bằng --record.",
    ),
    "ANVIL_MISSING": Text(
        en="anvil is not installed below {folder}",
        vi="chưa cài anvil trong {folder}",
        remedy_en="Run npm ci.",
        remedy_vi="Hãy chạy npm ci.",
    ),
    "AUDIT_LOG_OR_RECORD": Text(
        en="a recording is either judged (--log) or made (--record)",
        vi="bản ghi hoặc để kiểm (--log) hoặc để ghi (--record), không cùng lúc",
        remedy_en="Give one of them.",
        remedy_vi="Hãy dùng một trong hai.",
    ),
    "AUDIT_TO_OR_AT": Text(
        en="--to and --at both say where to end",
        vi="--to và --at đều chỉ điểm kết thúc",
        remedy_en="Give one of them.",
        remedy_vi="Hãy dùng một trong hai.",
    ),
    "AUDIT_CONTRACT_NOT_PINNED": Text(
        en="contract {contract} is not in the trust list",
        vi="hợp đồng {contract} không có trong danh sách tin cậy",
        remedy_en="Use one of: {known}.",
        remedy_vi="Hãy dùng một trong: {known}.",
    ),
    "AUDIT_BLOCK_UNKNOWN": Text(
        en="the contract has no history there: its first block is {first}, the newest block {last}",
        vi="hợp đồng không có lịch sử tại đó: khối đầu của nó là {first}, khối mới nhất {last}",
        remedy_en="Ask for a block or a time in between.",
        remedy_vi="Hãy hỏi một khối hoặc thời điểm trong khoảng đó.",
    ),
    "AUDIT_NAME_NEEDS_BODY": Text(
        en="“{text}” is neither a code nor a bundle's file",
        vi="“{text}” không phải mã tra cứu cũng không phải tệp gói bằng chứng",
        remedy_en="For a certificate's number say whose it is: --body CODE.",
        remedy_vi="Nếu là số giấy, hãy nêu tổ chức cấp: --body MÃ.",
    ),
    "AUDIT_NOT_FOUND": Text(
        en="no final certificate “{text}” is known here",
        vi="ở đây không có giấy chứng nhận “{text}” đã ghi sổ xong",
        remedy_en="Compare it with the print, or give the bundle's file.",
        remedy_vi="Hãy so lại với bản in, hoặc đưa tệp gói bằng chứng.",
    ),
    "AUDIT_OTHER_BLOCK": Text(
        en="the replay stands at block {replayed}, not at block {block}",
        vi="bản dựng lại ở khối {replayed}, không phải khối {block}",
    ),
    "AUDIT_OTHER_CONTRACT": Text(
        en="contract {contract} was not replayed",
        vi="chưa dựng lại hợp đồng {contract}",
        remedy_en="Replay that contract too.",
        remedy_vi="Hãy dựng lại cả hợp đồng đó.",
    ),
    **FINDINGS,
    **RECORDINGS,
    **TIMELINE,
}
