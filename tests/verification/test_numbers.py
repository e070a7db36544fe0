"""What people read in a printed number, with libphonenumber as an oracle."""

import phonenumbers
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from phonenumbers import PhoneNumberFormat, PhoneNumberType

from ccb_support import Phone
from ccb_support.verification.channel_checks import read_printed
from tests.builders import short_code

NUMBERS = [
    number
    for region in sorted(phonenumbers.SUPPORTED_REGIONS)
    for kind in (PhoneNumberType.FIXED_LINE, PhoneNumberType.MOBILE)
    if (number := phonenumbers.example_number_for_type(region, kind))
]
"""A fixed and a mobile number of each country."""


PHONES = [
    Phone(
        printed=phonenumbers.format_number(number, form),
        e164=phonenumbers.format_number(number, PhoneNumberFormat.E164),
    )
    for form in (PhoneNumberFormat.INTERNATIONAL, PhoneNumberFormat.NATIONAL)
    for number in NUMBERS
]
"""Each of them as people write it in its country, and elsewhere."""


class TestEveryCountry:
    """A number is the same in each form in which people write it."""

    def test_the_printed_number_is_the_number(self) -> None:
        others = [each for each in PHONES if read_printed(each) != each.e164]
        # Within Argentina, people dial 15 before a mobile number; from elsewhere, 9.
        assert others.pop(0).printed == "011 15-2345-6789"
        # Where people dial other digits than a 0 before a number, it is doubtful.
        assert all(each.printed.strip("(").startswith(("8", "06")) for each in others)
        assert {read_printed(each) for each in others} == {None}

    @given(st.sampled_from(PHONES), st.integers(0, 20), st.sampled_from("123456789"))
    def test_with_another_digit_it_is_not_that_number(
        self, phone: Phone, place: int, digit: str
    ) -> None:
        # A 0 may be what people dial first, so it may come in the place of a country code.
        places = [index for index, sign in enumerate(phone.printed) if sign.isdigit()]
        index = places[place % len(places)]
        assume(phone.printed[index] != digit)
        other = f"{phone.printed[:index]}{digit}{phone.printed[index + 1 :]}"
        assert read_printed(Phone(printed=other, e164=phone.e164)) != phone.e164

    def test_the_code_of_each_country(self) -> None:
        for code in phonenumbers.COUNTRY_CODE_TO_REGION_CODE:
            phone = Phone(printed="555 12346", e164=f"+{code}55512345")
            assert read_printed(phone) == f"+{code}55512346"


class TestColombia:
    """Each form of a Colombian number, and each slip."""

    @pytest.mark.parametrize(
        ("printed", "e164", "read"),
        [
            *(
                (printed, e164, e164)
                for printed, e164 in (
                    ("(57) 318 717 49 37", "+573187174937"),
                    ("(601) 7457495", "+576017457495"),
                    ("+57 (601) 745 7495", "+576017457495"),
                    ("0057 601 7457495", "+576017457495"),
                    ("+57 (0)601 7457495", "+576017457495"),
                    ("01 8000 123456", "+5718000123456"),
                    ("745 7495", "+576017457495"),
                    ("576017457495", "+576017457495"),
                    ("+57601 7457495", "+576017457495"),
                )
            ),
            # A zero may be what people dial first.
            ("018 717 49 37", "+573187174937", None),
            ("0", "+573187174937", None),
            # The first digits of an area or of a mobile number are no code of another country.
            ("(601) 7457495", "+6017457495", None),
            ("318 717 49 37", "+3187174937", None),
            # A number that may be another is none.
            *(
                (printed, "+576017457495", None)
                for printed in ("(601) 745749", "(601) 7457495 9", "(58) 601 7457495", "745 7496")
            ),
        ],
    )
    def test_what_is_read(self, printed: str, e164: str, read: str | None) -> None:
        assert read_printed(Phone(printed=printed, e164=e164)) == read

    @given(st.from_regex(r"(601|300)[0-9]{6}[1-9]", fullmatch=True))
    def test_another_number_of_as_many_digits_is_that_number(self, national: str) -> None:
        for printed in (national, f"(57) {national}", f"0{national}"):
            phone = Phone(printed=printed, e164="+570000000000")
            assert read_printed(phone) == f"+57{national}"


@pytest.mark.parametrize(
    ("printed", "code", "meant"),
    [
        ("195", "195", "195"),
        ("1-9-5", "195", "195"),
        ("(57) 195", "195", None),
        ("# 383", "#383", "#383"),
        ("196", "195", "196"),
        ("*383", "#383", "*383"),
        ("#383", "383", None),
        ("383", "#383", None),
        ("1955", "195", None),
    ],
)
def test_a_short_code_is_the_keys_that_are_printed(
    printed: str, code: str, meant: str | None
) -> None:
    phone = short_code(code).model_copy(update={"printed": printed})
    assert read_printed(phone) == meant
