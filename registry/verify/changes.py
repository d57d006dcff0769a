# SPDX-License-Identifier: Apache-2.0
"""What a later revision changed, for a person who holds the earlier one."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from registry.core.summary import CertificateSummary
from registry.verify.facts import Facts
from registry.verify.fields import Words
from registry.verify.models import models_of
from registry.verify.values import plain

_SHOWN = 12
_CHANGES = {
    "correction": Words(vi="đính chính", en="correction"),
    "holder_change": Words(vi="đổi tổ chức được cấp", en="change of holder"),
    "scope_extended": Words(vi="mở rộng phạm vi", en="scope extended"),
    "scope_reduced": Words(vi="thu hẹp phạm vi", en="scope reduced"),
    "validity_extended": Words(vi="gia hạn hiệu lực", en="validity extended"),
    "replaced": Words(vi="cấp lại", en="replaced"),
}
_LABELS = {
    "models_removed": Words(vi="bỏ kiểu, loại {}", en="models removed: {}"),
    "models_added": Words(vi="thêm kiểu, loại {}", en="models added: {}"),
    "scopes_removed": Words(vi="bỏ phạm vi {}", en="scopes removed: {}"),
    "scopes_added": Words(vi="thêm phạm vi {}", en="scopes added: {}"),
}
_NOTHING = Words(vi="không đổi kiểu, loại", en="the models are the same")


class Changes(NamedTuple):
    """``words`` are the change words of the revisions in between, oldest first; ``validity`` is the first and
    last valid day now and ``holder`` the holder now, where they differ.
    """

    words: tuple[str, ...] = ()
    models_removed: tuple[str, ...] = ()
    models_added: tuple[str, ...] = ()
    scopes_removed: tuple[str, ...] = ()
    scopes_added: tuple[str, ...] = ()
    validity: tuple[date, date] | None = None
    holder: str | None = None

    def text(self) -> Words:
        """All of it in one line in each language."""
        return Words(vi="; ".join(self._parts("vi")), en="; ".join(self._parts("en")))

    def to_mapping(self) -> dict[str, object]:
        """JSON members; days as YYYY-MM-DD."""
        validity = None if self.validity is None else {"first": self.validity[0], "last": self.validity[1]}
        lists = {name: list(getattr(self, name)) for name in _LABELS}
        fields = {"words": list(self.words), **lists, "validity": validity, "holder": self.holder}
        return {name: plain(value) for name, value in fields.items()}

    def _parts(self, lang: str) -> list[str]:
        parts = [_CHANGES[word].text(lang) for word in self.words if word in _CHANGES]
        for name, label in _LABELS.items():
            if items := getattr(self, name):
                parts.append(label.text(lang).format(shortened(items)))
        if self.validity is not None:
            last = f"{self.validity[1]:%d/%m/%Y}"
            parts.append(f"hiệu lực đến {last}" if lang == "vi" else f"valid until {last}")
        if self.holder is not None:
            parts.append(f"cấp cho {self.holder}" if lang == "vi" else f"issued to {self.holder}")
        return parts or [_NOTHING.text(lang)]


def changes_between(first: Facts, last: Facts, words: Sequence[str]) -> Changes:
    """From the revision in hand to the one that answers for it."""
    old, new = first.summary, last.summary
    old_models, new_models = models_of(old, first.details), models_of(new, last.details)
    return Changes(
        words=tuple(dict.fromkeys(words)),
        models_removed=old_models.without(new_models) if new_models.complete else (),
        models_added=new_models.without(old_models) if old_models.complete else (),
        scopes_removed=_without(old, new),
        scopes_added=_without(new, old),
        validity=new.validity if new.validity != old.validity else None,
        holder=new.holder if new.holder != old.holder else None,
    )


def shortened(items: Sequence[str]) -> str:
    """A list for a sentence; a long one ends with how many are left out."""
    left = len(items) - _SHOWN
    return ", ".join([*items[:_SHOWN], *([f"+{left}"] if left > 0 else [])])


def _without(one: CertificateSummary, other: CertificateSummary) -> tuple[str, ...]:
    return tuple(scope for scope in one.scopes if scope not in other.scopes)
