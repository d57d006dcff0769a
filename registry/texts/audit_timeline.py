# SPDX-License-Identifier: Apache-2.0
"""Rows of timelines, and the words of their columns."""

from registry.texts.model import Text

TIMELINE: dict[str, Text] = {
    "TIMELINE_BODY": Text(en="body registered", vi="tổ chức được đăng ký"),
    "TIMELINE_BODY_SUSPENDED": Text(en="body suspended: {reason}", vi="tổ chức bị đình chỉ: {reason}"),
    "TIMELINE_BODY_REINSTATED": Text(en="body reinstated: {reason}", vi="tổ chức được phục hồi: {reason}"),
    "TIMELINE_BODY_WITHDRAWN": Text(
        en="registration of the body withdrawn: {reason}", vi="thu hồi đăng ký của tổ chức: {reason}"
    ),
    "TIMELINE_GRANT": Text(
        en="grant {grant} given: {scope} ({basis}), by {grantor}, until: {until}",
        vi="trao quyền {grant}: {scope} ({basis}), bởi {grantor}, đến: {until}",
    ),
    "TIMELINE_GRANT_SUSPENDED": Text(
        en="grant {grant} suspended: {reason}", vi="quyền {grant} bị đình chỉ: {reason}"
    ),
    "TIMELINE_GRANT_REINSTATED": Text(
        en="grant {grant} restored: {reason}", vi="quyền {grant} được phục hồi: {reason}"
    ),
    "TIMELINE_GRANT_WITHDRAWN": Text(
        en="grant {grant} withdrawn: {reason}", vi="quyền {grant} bị thu hồi: {reason}"
    ),
    "TIMELINE_GRANT_REDUCED": Text(
        en="grant {grant} ended, a narrower one takes its place: {reason}",
        vi="quyền {grant} chấm dứt do thu hẹp phạm vi: {reason}",
    ),
    "TIMELINE_KEY": Text(en="key {key} registered ({kind})", vi="đăng ký khóa {key} ({kind})"),
    "TIMELINE_KEY_REVOKED": Text(en="key {key} revoked: {reason}", vi="hủy khóa {key}: {reason}"),
    "TIMELINE_KEY_COMPROMISED": Text(en="key {key} held to be compromised", vi="khóa {key} bị coi là đã lộ"),
    "TIMELINE_ANCHORED": Text(
        en="anchored in batch {batch} of {size}, grants {grants}",
        vi="ghi sổ trong lô {batch} gồm {size} giấy, quyền {grants}",
    ),
    "TIMELINE_ANCHORED_RETROSPECTIVELY": Text(
        en="anchored retrospectively in batch {batch} of {size}, grants {grants}",
        vi="ghi sổ hồi tố trong lô {batch} gồm {size} giấy, quyền {grants}",
    ),
    "TIMELINE_STATUS": Text(
        en="the body: {state}: {reason} {note}", vi="tổ chức cấp: {state}: {reason} {note}"
    ),
    "TIMELINE_AUTHORITY": Text(
        en="the authority: {state}: {reason}", vi="cơ quan quản lý: {state}: {reason}"
    ),
    "TIMELINE_MAINTAINED": Text(
        en="surveillance of {last}: continued, next due {due}",
        vi="giám sát ngày {last}: duy trì, hạn kế tiếp {due}",
    ),
    "TIMELINE_MAINTAINED_CONDITIONALLY": Text(
        en="surveillance of {last}: continued with conditions, next due {due}",
        vi="giám sát ngày {last}: duy trì có điều kiện, hạn kế tiếp {due}",
    ),
    "TIMELINE_ORDER_REVIEW": Text(
        en="order {n}: review what was issued from {issued_from} to {issued_until} (grants: {grant}): {reason}",
        vi="quyết định {n}: rà soát giấy cấp từ {issued_from} đến {issued_until} (quyền: {grant}): {reason}",
    ),
    "TIMELINE_ORDER_SUSPEND": Text(
        en="order {n}: suspend what was issued from {issued_from} to {issued_until} (grants: {grant}): {reason}",
        vi="quyết định {n}: đình chỉ giấy cấp từ {issued_from} đến {issued_until} (quyền: {grant}): {reason}",
    ),
    "TIMELINE_ORDER_WITHDRAW": Text(
        en="order {n}: withdraw what was issued from {issued_from} to {issued_until} (grants: {grant}): {reason}",
        vi="quyết định {n}: thu hồi giấy cấp từ {issued_from} đến {issued_until} (quyền: {grant}): {reason}",
    ),
    "TIMELINE_ORDER_RETRACTED": Text(
        en="order {n} retracted (grants: {grant}): {reason}",
        vi="rút quyết định {n} (quyền: {grant}): {reason}",
    ),
    "TIMELINE_NOT_ANCHORED": Text(en="not anchored", vi="chưa ghi sổ"),
    "TIMELINE_ACTIVE": Text(en="active", vi="đang hiệu lực"),
    "TIMELINE_EVERY": Text(en="all", vi="tất cả"),
    "TIMELINE_BEGINNING": Text(en="the beginning", vi="đầu"),
    "TIMELINE_OPEN": Text(en="open", vi="không thời hạn"),
    "TIMELINE_SUPERSEDED": Text(en="superseded", vi="đã được thay thế"),
}
