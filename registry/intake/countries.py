# SPDX-License-Identifier: Apache-2.0
"""Vietnamese and English names of frequent countries of origin, to ISO 3166-1 alpha-2 codes.

Papers write "Trung Quốc", not CN. Any other country is written as its code.
"""

from registry.intake.roster_values import fold

_NAMES = {
    "VN": "Việt Nam, Vietnam, Viet Nam", "CN": "Trung Quốc, China", "JP": "Nhật Bản, Nhật, Japan",
    "KR": "Hàn Quốc, South Korea, Korea", "TW": "Đài Loan, Taiwan", "TH": "Thái Lan, Thailand",
    "MY": "Malaysia, Ma-lai-xi-a", "ID": "Indonesia, In-đô-nê-xi-a", "SG": "Singapore, Xin-ga-po",
    "PH": "Philippines, Phi-líp-pin", "LA": "Lào, Laos", "KH": "Campuchia, Cam-pu-chia, Cambodia",
    "MM": "Myanmar, Mi-an-ma", "IN": "Ấn Độ, India", "US": "Hoa Kỳ, Mỹ, United States, USA",
    "CA": "Canada, Ca-na-đa", "MX": "Mexico, Mê-hi-cô", "BR": "Brazil, Bra-xin",
    "GB": "Vương quốc Anh, Anh, United Kingdom", "DE": "Đức, Germany", "FR": "Pháp, France",
    "IT": "Ý, I-ta-li-a, Italy", "ES": "Tây Ban Nha, Spain", "PT": "Bồ Đào Nha, Portugal",
    "NL": "Hà Lan, Netherlands", "BE": "Bỉ, Belgium", "AT": "Áo, Austria",
    "CH": "Thụy Sĩ, Thụy Sỹ, Switzerland",
    "SE": "Thụy Điển, Sweden", "FI": "Phần Lan, Finland", "DK": "Đan Mạch, Denmark", "NO": "Na Uy, Norway",
    "PL": "Ba Lan, Poland", "CZ": "Séc, Cộng hòa Séc, Czechia", "HU": "Hungary, Hung-ga-ri",
    "RU": "Nga, Russia",
    "TR": "Thổ Nhĩ Kỳ, Turkey, Türkiye", "AU": "Úc, Ô-xtrây-li-a, Australia", "NZ": "New Zealand, Niu Di-lân",
    "AE": "UAE, Các Tiểu vương quốc Ả Rập Thống nhất", "HK": "Hồng Kông, Hong Kong",
}  # fmt: skip
COUNTRIES = {fold(name): code for code, names in _NAMES.items() for name in names.split(",")}
