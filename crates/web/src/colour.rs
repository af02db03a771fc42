//! The colour that an installation chose, and the words that can be read on it.

/// Red, green and blue, 0 to 255 each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Colour([u8; 3]);

/// On a light brand.
const BLACK: &str = "#000000";
const WHITE: &str = "#ffffff";

impl Colour {
    /// "#1f4d3b": a hash and six hexadecimal digits, nothing else.
    pub(crate) fn read(words: &str) -> Option<Self> {
        let digits = words.strip_prefix('#')?;
        if digits.len() != 6 || !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return None;
        }
        let part = |at: usize| u8::from_str_radix(&digits[at..at + 2], 16).ok();
        Some(Self([part(0)?, part(2)?, part(4)?]))
    }

    /// White or black, whichever reads better on this colour: one of them keeps 4.5 to 1 on any.
    pub(crate) fn words(self) -> &'static str {
        let on = |words: &str| Self::read(words).map_or(0.0, |words| self.contrast(words));
        if on(WHITE) >= on(BLACK) { WHITE } else { BLACK }
    }

    /// From 1 (the same) to 21 (black on white). Source: WCAG 2.2, contrast ratio (sources.md#wcag).
    #[expect(clippy::disallowed_types, reason = "a colour is no money")]
    fn contrast(self, other: Self) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    /// From 0 (black) to 1 (white). Source: WCAG 2.2, relative luminance (sources.md#wcag).
    #[expect(clippy::disallowed_types, reason = "a colour is no money")]
    fn luminance(self) -> f64 {
        let light = |part: u8| {
            let part = f64::from(part) / 255.0;
            if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        };
        let [red, green, blue] = self.0.map(light);
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_six_digits_after_a_hash_are_a_colour() {
        assert_eq!(Colour::read("#1f4D3b"), Some(Colour([0x1f, 0x4d, 0x3b])));
        for wrong in ["", "1f4d3b", "#1f4d3", "#1f4d3bb", "#1f4d3g", "#00000é", "red;}body{display:none"] {
            assert_eq!(Colour::read(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn black_on_white_is_twenty_one_to_one() {
        let (black, white) = (Colour([0; 3]), Colour([255; 3]));

        assert_eq!(format!("{:.3}", black.contrast(white)), "21.000");
        assert_eq!(format!("{:.3}", white.contrast(white)), "1.000");
    }

    #[test]
    fn words_can_be_read_on_any_brand() {
        assert_eq!(Colour([0x1f, 0x4d, 0x3b]).words(), WHITE);
        assert_eq!(Colour([0xff, 0xd7, 0x00]).words(), BLACK);
        for red in (0..=255).step_by(15) {
            for green in (0..=255).step_by(15) {
                for blue in (0..=255).step_by(15) {
                    let brand = Colour([red, green, blue]);
                    let ratio = brand.contrast(Colour::read(brand.words()).unwrap());
                    assert!(ratio >= 4.5, "{brand:?}: {ratio}");
                }
            }
        }
    }
}
