# SPDX-License-Identifier: Apache-2.0
"""Texts of the contract's refusals: who acts, when, for which body and grant."""

from registry.texts.model import Text

_ASK_AUTHORITY_EN = "Ask the authority; `antin body show CODE` shows what the chain records."
_ASK_AUTHORITY_VI = "Hãy liên hệ cơ quan quản lý; lệnh `antin body show MÃ` cho xem nội dung ghi trên chuỗi."

TEXTS: dict[str, Text] = {
    "NOT_AUTHORITY": Text(
        en="the account {caller} has no right to this act",
        vi="tài khoản {caller} không có quyền thực hiện việc này",
        remedy_en="Use the authority's key.",
        remedy_vi="Hãy dùng khóa của cơ quan quản lý.",
    ),
    "NOT_GUARDIAN": Text(
        en="the account {caller} may not pause the contract: it does not have the guardian's role",
        vi="tài khoản {caller} không được tạm dừng hợp đồng: không có vai trò người giám hộ",
        remedy_en="Only the guardian may pause. Use the guardian's key, in the guardian's own folder (--home DIR).",
        remedy_vi="Chỉ người giám hộ được tạm dừng. Hãy dùng khóa của người giám hộ, trong thư mục riêng của "
        "người giám hộ (--home THƯ_MỤC).",
    ),
    "AUTHORITY_DELAY": Text(
        en="this act has to be scheduled {delay} s ahead",
        vi="việc này phải đăng ký trước {delay} giây",
        remedy_en="Schedule it in the access manager and carry it out when the time has come.",
        remedy_vi="Hãy đăng ký trong bộ quản lý quyền và thực hiện khi đến hạn.",
    ),
    "ACT_SCHEDULED": Text(
        en="scheduled as {operation}: it can be carried out from {ready} until {expires}",
        vi="đã đăng ký chờ, mã {operation}: thực hiện được từ {ready} đến trước {expires}",
        remedy_en="Then: antin authority execute ID. The guardian may cancel it until then.",
        remedy_vi="Khi đó: antin authority execute MÃ. Trước đó người giám hộ có thể hủy.",
    ),
    "ACT_NOT_READY": Text(
        en="{operation} waits: it can be carried out from {ready} until {expires}",
        vi="{operation} còn chờ: thực hiện được từ {ready} đến trước {expires}",
        remedy_en="Try again then.",
        remedy_vi="Hãy thử lại khi đến lúc.",
    ),
    "ACT_EXPIRED": Text(
        en="{operation} was not carried out in time",
        vi="{operation} đã quá hạn thực hiện",
        remedy_en="Schedule it anew: antin authority schedule ID.",
        remedy_vi="Hãy đăng ký chờ lại: antin authority schedule MÃ.",
    ),
    "ACT_END_UNKNOWN": Text(
        en="the node does not tell whether act {operation} was carried out or cancelled",
        vi="nút không cho biết việc {operation} đã được thực hiện hay đã bị hủy",
        remedy_en="Try again in a while; if it stays so, use another node: this one keeps events back.",
        remedy_vi="Hãy thử lại sau ít lâu; nếu vẫn vậy hãy dùng nút khác: nút này giữ lại sự kiện.",
    ),
    "ACT_CANCELLED": Text(
        en="{operation} was cancelled",
        vi="{operation} đã bị hủy",
        remedy_en="If it is wanted all the same, schedule it anew: antin authority schedule ID.",
        remedy_vi="Nếu vẫn cần thực hiện, hãy đăng ký chờ lại: antin authority schedule MÃ.",
    ),
    "ACT_EXECUTED_ALREADY": Text(
        en="{operation} was carried out already", vi="{operation} đã được thực hiện"
    ),
    "ACT_SCHEDULED_ALREADY": Text(
        en="{operation} is scheduled already",
        vi="{operation} đã được đăng ký chờ",
        remedy_en="Look with: antin authority scheduled.",
        remedy_vi="Hãy xem: antin authority scheduled.",
    ),
    "ACT_UNKNOWN": Text(
        en="no one act is scheduled as {operation}",
        vi="không có đúng một việc chờ mang mã {operation}",
        remedy_en="Give the id, or at least its first 8 digits, as in antin authority scheduled --all.",
        remedy_vi="Hãy ghi mã, hoặc ít nhất 8 chữ số đầu, như trong antin authority scheduled --all.",
    ),
    "ACT_OF_ANOTHER": Text(
        en="only {caller}, who scheduled it, can do that",
        vi="chỉ {caller}, tài khoản đã đăng ký, làm được việc này",
        remedy_en="Use that account's key.",
        remedy_vi="Hãy dùng khóa của tài khoản đó.",
    ),
    "ACT_CANCEL_RIGHT": Text(
        en="{msgsender} may not cancel this act",
        vi="{msgsender} không được hủy việc này",
        remedy_en="Its scheduler, the role's guardian or the administrator may.",
        remedy_vi="Chỉ tài khoản đã đăng ký, người giám hộ của vai trò hoặc quản trị được hủy.",
    ),
    "ACT_NOT_SCHEDULED": Text(
        en="this act has to be scheduled in the access manager, and its waiting time has to be over",
        vi="việc này phải được đăng ký trong bộ quản lý quyền và hết thời gian chờ",
        remedy_en="Schedule it, or wait, and then carry it out before it expires.",
        remedy_vi="Hãy đăng ký hoặc chờ, rồi thực hiện trước khi hết hạn.",
    ),
    "ROLE_ACCOUNT_ZERO": Text(
        en="the zero address can hold no role",
        vi="địa chỉ không không thể giữ vai trò",
        remedy_en="Name the account that is to hold it.",
        remedy_vi="Hãy ghi tài khoản sẽ giữ vai trò này.",
    ),
    "ROLE_DELAY": Text(
        en="a delay of {delay} s is out of bounds: 0, or {least} to {most} s",
        vi="thời gian chờ {delay} giây ngoài giới hạn: 0, hoặc từ {least} đến {most} giây",
        remedy_en="Give seconds, or a number with m, h or d; 48h is usual.",
        remedy_vi="Hãy ghi số giây, hoặc số kèm m, h hay d; thường dùng 48h.",
    ),
    "ROLE_GUARDIAN_SAME": Text(
        en="{account} cannot be the guardian of its own acts, nor of the officer's",
        vi="{account} không thể vừa là người giám hộ vừa là cơ quan hoặc cán bộ thực hiện",
        remedy_en="With a delay the guardian, who cancels what waits, must be somebody else.",
        remedy_vi="Khi có thời gian chờ, người giám hộ, có quyền hủy việc đang chờ, phải là người khác.",
    ),
    "ACCESS_MANAGER_INVALID": Text(
        en="{authority} is no access manager", vi="{authority} không phải bộ quản lý quyền"
    ),
    "BODY_NOT_ACTIVE": Text(
        en="body {body} is not active on the chain: unknown, suspended or withdrawn",
        vi="tổ chức {body} không có hiệu lực trên chuỗi: chưa đăng ký, bị đình chỉ hoặc thu hồi",
        remedy_en=_ASK_AUTHORITY_EN,
        remedy_vi=_ASK_AUTHORITY_VI,
    ),
    "GRANT_NOT_ACTIVE": Text(
        en="grant {grant} of body {body} is not active: unknown, expired, suspended or withdrawn",
        vi="quyền {grant} của {body} không có hiệu lực: chưa cấp, hết hạn, bị đình chỉ hoặc thu hồi",
        remedy_en=_ASK_AUTHORITY_EN,
        remedy_vi=_ASK_AUTHORITY_VI,
    ),
    "BODY_UNKNOWN": Text(
        en="body {body} is not registered on the chain",
        vi="tổ chức {body} chưa đăng ký trên chuỗi",
        remedy_en="Check the code; the authority registers bodies with `antin body register`.",
        remedy_vi="Hãy kiểm tra mã; cơ quan quản lý đăng ký bằng `antin body register`.",
    ),
    "BODY_ID_ZERO": Text(en="the body has no id", vi="tổ chức không có mã định danh"),
    "BODY_EXISTS": Text(
        en="body {body} is registered already",
        vi="tổ chức {body} đã đăng ký",
        remedy_en="`antin body show` shows it; give further scopes with `antin grant`.",
        remedy_vi="Xem bằng `antin body show`; cấp thêm phạm vi bằng `antin grant`.",
    ),
    "BODY_WITHDRAWN": Text(
        en="body {body} is withdrawn and gets no grants",
        vi="tổ chức {body} đã bị thu hồi, không cấp thêm quyền",
    ),
    "GRANT_UNKNOWN": Text(
        en="body {body} has no grant {grant}",
        vi="tổ chức {body} không có quyền số {grant}",
        remedy_en="`antin grant list` shows the numbers.",
        remedy_vi="Xem số bằng `antin grant list`.",
    ),
    "GRANT_ZERO": Text(en="grants are numbered from 1", vi="quyền được đánh số từ 1"),
    "ALREADY_SUSPENDED": Text(
        en="already suspended from the same time or an earlier one",
        vi="đã bị đình chỉ từ cùng thời điểm hoặc sớm hơn",
        remedy_en="A suspension can only move to an earlier start.",
        remedy_vi="Thời điểm đình chỉ chỉ có thể dời sớm hơn.",
    ),
    "NOT_SUSPENDED": Text(
        en="there is no suspension to end",
        vi="không có đình chỉ nào để chấm dứt",
        remedy_en="What was withdrawn or reduced is given anew.",
        remedy_vi="Quyền đã thu hồi hoặc thu hẹp thì phải cấp quyền mới.",
    ),
    "ENDS_EARLIER": Text(
        en="it already ends at the same time or earlier",
        vi="hiệu lực đã kết thúc cùng lúc hoặc sớm hơn",
        remedy_en="An end can only move earlier; a later interval is a new grant.",
        remedy_vi="Thời điểm kết thúc chỉ có thể dời sớm hơn; khoảng sau đó là quyền mới.",
    ),
    "INTERVAL_NEGATIVE": Text(
        en="an interval cannot end before it starts",
        vi="khoảng thời gian không thể kết thúc trước khi bắt đầu",
        remedy_en="Check both dates.",
        remedy_vi="Hãy kiểm tra cả hai ngày.",
    ),
    "TAKES_EFFECT_LATER": Text(
        en="this act cannot take effect later than the moment it is recorded",
        vi="việc này không thể có hiệu lực muộn hơn lúc được ghi nhận",
        remedy_en="Leave the time out, or carry it out on that day.",
        remedy_vi="Hãy bỏ trống thời điểm, hoặc thực hiện đúng ngày đó.",
    ),
    "CHAIN_TEXT_TOO_LONG": Text(
        en="the text has {length} bytes, the contract takes {max}",
        vi="nội dung dài {length} byte, hợp đồng nhận tối đa {max}",
        remedy_en="Shorten it.",
        remedy_vi="Hãy rút gọn.",
    ),
    "BASIS_UNKNOWN": Text(en="there is no basis {basis}", vi="không có căn cứ số {basis}"),
    "SCOPE_ZERO": Text(en="a grant has to name its scope", vi="quyền được cấp phải nêu phạm vi"),
}
