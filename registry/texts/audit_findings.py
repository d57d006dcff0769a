# SPDX-License-Identifier: Apache-2.0
"""What an audit finds, in words."""

from registry.texts.model import Text

FINDINGS: dict[str, Text] = {
    "AUDIT_LOG_BROKEN": Text(
        en="the log and the contract's running hash part at block {block}",
        vi="nhật ký và mã băm lũy tiến của hợp đồng khác nhau từ khối {block}",
        remedy_en="An event of that block is missing, repeated, moved or altered. Read it from another node.",
        remedy_vi="Một sự kiện của khối đó bị thiếu, lặp, đảo chỗ hoặc bị sửa. Hãy đọc từ nút khác.",
    ),
    "AUDIT_LOG_BROKEN_BY": Text(
        en="the log and the contract part at or before block {block}; the node no longer has older storage",
        vi="nhật ký và hợp đồng khác nhau ở khối {block} hoặc trước đó; nút không còn dữ liệu cũ hơn",
        remedy_en="Ask a node that keeps old storage (an archive node) to learn the first bad block.",
        remedy_vi="Hãy hỏi một nút lưu trữ đầy đủ (archive) để biết khối sai đầu tiên.",
    ),
    "AUDIT_NODE_LOG": Text(
        en="this node's log is not the contract's: they part at block {block}",
        vi="nhật ký của nút này không phải của hợp đồng: khác nhau từ khối {block}",
        remedy_en="The node withholds or alters events, or is broken: ask its operator, and do not rely on it.",
        remedy_vi="Nút giấu hoặc sửa sự kiện, hoặc bị hỏng: hãy báo đơn vị vận hành, đừng dựa vào nút này.",
    ),
    "AUDIT_NODE_LOG_BY": Text(
        en="this node's log is not the contract's: they part at or before block {block}",
        vi="nhật ký của nút này không phải của hợp đồng: khác nhau ở khối {block} hoặc trước đó",
        remedy_en="The node withholds or alters events, or is broken: ask its operator, and do not rely on it.",
        remedy_vi="Nút giấu hoặc sửa sự kiện, hoặc bị hỏng: hãy báo đơn vị vận hành, đừng dựa vào nút này.",
    ),
    "AUDIT_RECORDING_LOG": Text(
        en="the recording is not the contract's log: they part at block {block}; it was cut there and read anew",
        vi="bản ghi không phải nhật ký của hợp đồng: khác nhau từ khối {block}; đã cắt tại đó và đọc lại",
        remedy_en="It was altered, or a node that lied was recorded; --log judges a recording without touching it.",
        remedy_vi="Bản ghi bị sửa, hoặc ghi từ nút trả lời sai; dùng --log để kiểm bản ghi mà không sửa nó.",
    ),
    "AUDIT_RECORDING_LOG_BY": Text(
        en="the recording is not the contract's log: they part at or before block {block}; it was read anew",
        vi="bản ghi không phải nhật ký của hợp đồng: khác nhau ở khối {block} hoặc trước đó; đã đọc lại",
        remedy_en="It was altered, or a node that lied was recorded; --log judges a recording without touching it.",
        remedy_vi="Bản ghi bị sửa, hoặc ghi từ nút trả lời sai; dùng --log để kiểm bản ghi mà không sửa nó.",
    ),
    "AUDIT_SLOT_DIFFERS": Text(
        en="storage slot {slot}: the events say {replayed}, the contract holds {on_chain}",
        vi="ô nhớ {slot}: các sự kiện cho {replayed}, hợp đồng lưu {on_chain}",
        remedy_en="The contract is not the one that it claims to be, or the node is broken.",
        remedy_vi="Hợp đồng không đúng như công bố, hoặc nút bị hỏng.",
    ),
    "AUDIT_BATCH_NOT_STORED": Text(
        en="anchored at {at} with {size} certificates, and this registry does not have it",
        vi="đã ghi sổ lúc {at} với {size} giấy, nhưng sổ đăng ký này không có",
        remedy_en="Its certificates are published nowhere: ask the body for them, and check its anchor keys.",
        remedy_vi="Các giấy trong đó chưa được công bố: hãy yêu cầu tổ chức nộp, và kiểm tra khóa ghi sổ.",
    ),
    "AUDIT_BATCH_NOT_ON_CHAIN": Text(
        en="kept as anchored, and the contract does not have it",
        vi="được lưu là đã ghi sổ, nhưng hợp đồng không có",
        remedy_en="Run antin worker; if it stays, the store is not this network's.",
        remedy_vi="Hãy chạy antin worker; nếu vẫn còn, kho dữ liệu không phải của mạng này.",
    ),
    "AUDIT_BATCH_DIFFERS": Text(
        en="the contract says {size} certificates, {kept} are kept, or their order, leaves or time of anchoring differ",
        vi="hợp đồng ghi {size} giấy, kho lưu {kept}, hoặc thứ tự, các lá hay thời điểm ghi sổ khác nhau",
        remedy_en="The store was altered: restore it from a backup.",
        remedy_vi="Kho dữ liệu đã bị sửa: hãy khôi phục từ bản sao lưu.",
    ),
    "AUDIT_LEAF_UNPUBLISHED": Text(
        en="leaf {leaf} is anchored and belongs to no certificate or file statement that is kept",
        vi="lá {leaf} đã ghi sổ nhưng không thuộc giấy hay xác nhận tệp nào được lưu",
        remedy_en="Ask the body for the certificate behind it.",
        remedy_vi="Hãy yêu cầu tổ chức nộp giấy tương ứng.",
    ),
    "AUDIT_CERTIFICATE_DAMAGED": Text(
        en="what {place} holds of it does not fit its own leaf hash, code, credential or signature",
        vi="dữ liệu của giấy ở {place} không khớp với mã băm lá, mã tra cứu, chứng chỉ số hoặc chữ ký của chính nó",
        remedy_en="It was altered: restore it from a backup, or publish it anew with antin bundle.",
        remedy_vi="Dữ liệu đã bị sửa: hãy khôi phục từ bản sao lưu, hoặc công bố lại bằng antin bundle.",
    ),
    "AUDIT_ISSUED_AFTER_ANCHORING": Text(
        en="issued {issued}, but anchored before that day, at {at}",
        vi="ghi ngày cấp {issued}, nhưng đã ghi sổ trước ngày đó, lúc {at}",
        remedy_en="The certificate does not verify: the body must issue it anew with the right date.",
        remedy_vi="Giấy không xác thực được: tổ chức phải cấp lại với ngày cấp đúng.",
    ),
    "AUDIT_RETROSPECTIVE_TOO_LATE": Text(
        en="recorded as issued on paper on {issued}, when the body had joined already (at {at})",
        vi="ghi hồi tố là cấp trên giấy ngày {issued}, khi tổ chức đã tham gia (từ {at})",
        remedy_en="The certificate does not verify: a body that has joined issues in ordinary batches.",
        remedy_vi="Giấy không xác thực được: tổ chức đã tham gia phải cấp theo lô thông thường.",
    ),
    "AUDIT_NUMBER_REPEATED": Text(
        en="{count} different certificates have this number and revision (leaves {leaves})",
        vi="{count} giấy khác nhau cùng số và lần sửa đổi này (lá {leaves})",
        remedy_en="The body must withdraw all but one.",
        remedy_vi="Tổ chức phải thu hồi, chỉ giữ một giấy.",
    ),
    "AUDIT_LEAF_AGAIN": Text(
        en="its batch {batch} is withdrawn, and it stands in another batch as well ({others})",
        vi="lô {batch} của giấy đã bị thu hồi, nhưng giấy lại nằm trong lô khác ({others})",
        remedy_en="Withdraw the certificate itself, so that no batch can bring it back.",
        remedy_vi="Hãy thu hồi chính giấy đó, để không lô nào làm nó có hiệu lực lại.",
    ),
    "AUDIT_BUNDLE_UNREADABLE": Text(
        en="not a proof bundle: {reason}",
        vi="không phải gói bằng chứng (chi tiết kỹ thuật: {reason})",
        remedy_en="Publish it anew with antin bundle.",
        remedy_vi="Hãy công bố lại bằng antin bundle.",
    ),
    "AUDIT_BUNDLE_TREE": Text(
        en="the bundle's path does not lead from its certificate to its root",
        vi="đường dẫn trong gói không đi từ giấy đến gốc cây",
        remedy_en="Publish it anew with antin bundle.",
        remedy_vi="Hãy công bố lại bằng antin bundle.",
    ),
    "AUDIT_BUNDLE_NOT_ANCHORED": Text(
        en="a published bundle of {name} names a batch that the contract does not have",
        vi="gói đã công bố của {name} nêu một lô mà hợp đồng không có",
        remedy_en="Remove it: nobody can verify it.",
        remedy_vi="Hãy gỡ bỏ: không ai xác thực được.",
    ),
    "AUDIT_STATUS_UNASKED": Text(
        en="record {n} ({state}) of {at} was signed by a key of the body, and this registry never asked for it",
        vi="bản ghi {n} ({state}) lúc {at} do khóa của tổ chức ký, nhưng sổ đăng ký này chưa hề yêu cầu",
        remedy_en="If the body did not do it elsewhere, its anchor key is in other hands: report it as compromised.",
        remedy_vi="Nếu tổ chức không tự làm ở nơi khác, khóa ghi sổ đã lọt ra ngoài: hãy báo lộ khóa.",
    ),
    "AUDIT_STATUS_NOT_ON_CHAIN": Text(
        en="record {n} is kept as recorded, and the contract does not have it",
        vi="bản ghi {n} được lưu là đã ghi, nhưng hợp đồng không có",
        remedy_en="Run antin worker; if it stays, the store is not this network's.",
        remedy_vi="Hãy chạy antin worker; nếu vẫn còn, kho dữ liệu không phải của mạng này.",
    ),
    "AUDIT_STATUS_DIFFERS": Text(
        en="record {n} is {state} on chain, and {asked} was asked for",
        vi="bản ghi {n} trên chuỗi là {state}, nhưng đã yêu cầu {asked}",
        remedy_en="Another process signed for the body: check who has its anchor key.",
        remedy_vi="Một tiến trình khác đã ký thay tổ chức: hãy kiểm tra ai giữ khóa ghi sổ.",
    ),
    "AUDIT_ANCHORED_LATE": Text(
        en="issued {issued}, anchored {days} days later (at most {limit})",
        vi="cấp ngày {issued}, {days} ngày sau mới ghi sổ (tối đa {limit})",
        remedy_en="Verifiers show it as a late anchor; ask the body why.",
        remedy_vi="Người xác thực sẽ thấy cảnh báo ghi sổ muộn; hãy hỏi tổ chức lý do.",
    ),
    "AUDIT_SURVEILLANCE_OVERDUE": Text(
        en="surveillance was due on {due}",
        vi="đã quá hạn đánh giá giám sát, hạn {due}",
        remedy_en="The body must record the surveillance, or suspend the certificate.",
        remedy_vi="Tổ chức phải ghi nhận giám sát, hoặc đình chỉ giấy.",
    ),
    "AUDIT_KEY_OUTSIDE": Text(
        en="signed with key {key}, which was {why} when it was anchored (since {since})",
        vi="ký bằng khóa {key}, mà lúc ghi sổ khóa {why} (từ {since})",
        remedy_en="The certificate does not verify: the body must issue it anew with a good key.",
        remedy_vi="Giấy không xác thực được: tổ chức phải cấp lại bằng khóa còn hiệu lực.",
    ),
    "AUDIT_GRANT_NOT_IN_BATCH": Text(
        en="names grants {grants} that its batch does not",
        vi="nêu quyền {grants} mà lô ghi sổ không có",
        remedy_en="The certificate does not verify: anchor it in a batch with its grants.",
        remedy_vi="Giấy không xác thực được: hãy ghi sổ trong lô có đúng các quyền.",
    ),
    "AUDIT_ISSUED_OUTSIDE_GRANT": Text(
        en="issued {issued}, when grant {grant} was {why} (since {since})",
        vi="cấp ngày {issued}, khi quyền {grant} {why} (từ {since})",
        remedy_en="The certificate does not verify: it was issued without authority.",
        remedy_vi="Giấy không xác thực được: cấp khi không có thẩm quyền.",
    ),
    "AUDIT_ISSUED_OUTSIDE_BODY": Text(
        en="issued {issued}, when the body was {why} (since {since})",
        vi="cấp ngày {issued}, khi tổ chức {why} (từ {since})",
        remedy_en="The certificate does not verify: it was issued without authority.",
        remedy_vi="Giấy không xác thực được: cấp khi không có thẩm quyền.",
    ),
}
