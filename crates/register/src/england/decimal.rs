//! Decimal numbers as whole ones: "51.74529" degrees are 51,745,290 millionths, without a fraction in between.

/// The number in units of 10⁻ᵖˡᵃᶜᵉˢ, halves away from zero: `scaled("8.7425", 3)` is 8,743. `None`: not a decimal number,
/// or too large. Takes what programs write: a sign, digits, a point, an exponent ("-5e-05").
pub(crate) fn scaled(text: &str, places: i32) -> Option<i64> {
    let (negative, text) = match text.as_bytes().first()? {
        b'-' => (true, &text[1..]),
        b'+' => (false, &text[1..]),
        _ => (false, text),
    };
    let (mantissa, exponent) = match text.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, exponent.parse::<i32>().ok()?),
        None => (text, 0),
    };
    let (digits, decimals) = digits(mantissa)?;
    let shift = exponent.checked_add(places)?.checked_sub(decimals)?;
    let size = if shift >= 0 { grown(digits, shift) } else { shrunk(digits, shift.unsigned_abs()) }?;
    Some(if negative { -size } else { size })
}

/// All digits as one number, and how many of them stood after the point. More than 18 are no measurement.
fn digits(mantissa: &str) -> Option<(i64, i32)> {
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let count = whole.len() + fraction.len();
    if count == 0 || count > 18 {
        return None;
    }
    let mut number = 0_i64;
    for digit in whole.bytes().chain(fraction.bytes()) {
        if !digit.is_ascii_digit() {
            return None;
        }
        number = number * 10 + i64::from(digit - b'0');
    }
    Some((number, i32::try_from(fraction.len()).ok()?))
}

fn grown(digits: i64, shift: i32) -> Option<i64> {
    if digits == 0 {
        return Some(0);
    }
    digits.checked_mul(10_i64.checked_pow(shift.unsigned_abs())?)
}

fn shrunk(digits: i64, shift: u32) -> Option<i64> {
    let Some(unit) = 10_i64.checked_pow(shift) else { return Some(0) };
    Some(digits / unit + i64::from(digits % unit >= unit / 2 && unit > 1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn degrees_and_scores_become_whole_numbers() {
        assert_eq!(scaled("51.74529", 6), Some(51_745_290));
        assert_eq!(scaled("-0.09677", 6), Some(-96_770));
        assert_eq!(scaled("8.742", 3), Some(8_742));
        assert_eq!(scaled("3928.02036", 0), Some(3_928));
        assert_eq!(scaled("-5e-05", 6), Some(-50));
        assert_eq!(scaled("2E3", 0), Some(2_000));
    }

    #[test]
    fn a_half_goes_up_and_just_under_a_half_does_not() {
        assert_eq!(scaled("0.5", 0), Some(1));
        assert_eq!(scaled("0.49", 0), Some(0));
        assert_eq!(scaled("-0.5", 0), Some(-1));
        assert_eq!(scaled("7", 0), Some(7));
    }

    #[test]
    fn what_is_no_number_is_none() {
        for text in
            ["", "-", ".", "1.2.3", "1,5", " 1", "1e", "e5", "ten", "1e99", "9999999999999999999", "0x10", "--1"]
        {
            assert_eq!(scaled(text, 6), None, "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn a_whole_number_is_itself(number in -1_000_000_000_i64..1_000_000_000) {
            prop_assert_eq!(scaled(&number.to_string(), 0), Some(number));
            prop_assert_eq!(scaled(&format!("{number}.000"), 3), Some(number * 1_000));
        }

        #[test]
        fn any_text_is_read_without_panic(text in ".{0,24}", places in 0..9_i32) {
            let _ = scaled(&text, places);
        }
    }
}
