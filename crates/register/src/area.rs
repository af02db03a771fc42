//! A statistical geography: its kind, how it lies in others, and what may be said of it.

use folkmoot_kernel::pence::thousands;
use folkmoot_kernel::words;

words! {
    /// What an area is.
    pub enum AreaKind {
        Lsoa => "lsoa", "Small area";
        Msoa => "msoa", "Middle-sized area";
        Ward => "ward", "Ward";
        District => "district", "District council";
        County => "county", "County council";
        Unitary => "unitary", "Unitary council";
        Region => "region", "Region";
        Sicbl => "sicbl", "Part of an integrated care board";
        Icb => "icb", "Integrated care board";
    }
}

words! {
    /// What a larger area is to a smaller one that lies in it.
    pub enum Within {
        Msoa => "msoa", "Middle-sized area";
        Ward => "ward", "Ward";
        /// The ward that fits best, where postcodes were not counted.
        Ward24 => "ward24", "Ward (best fit)";
        Ltla => "ltla", "District or unitary council";
        Utla => "utla", "County or unitary council";
        Region => "region", "Region";
        Sicbl => "sicbl", "Part of an integrated care board";
        Icb => "icb", "Integrated care board";
    }
}

/// Millionths that make a whole: shares are whole numbers of them.
pub const WHOLE_U: i64 = 1_000_000;

/// "whole", or the share as a percentage with one digit: "98.9%". Shares above nought never read as 0%.
pub fn share_in_words(share_u: i64) -> String {
    if share_u >= WHOLE_U {
        return "whole".to_owned();
    }
    let tenths = (share_u * 1_000 + WHOLE_U / 2) / WHOLE_U;
    match tenths {
        0 => "under 0.1%".to_owned(),
        1_000 => "over 99.9%".to_owned(),
        _ => format!("{}.{}%", tenths / 10, tenths % 10),
    }
}

/// What the deprivation decile of a small area means. Decile 1 is the most deprived tenth. (sources.md#iod2025)
pub fn decile_in_words(decile: i64) -> &'static str {
    match decile {
        1 => "1, the most deprived tenth",
        2 => "2",
        3 => "3",
        4 => "4",
        5 => "5",
        6 => "6",
        7 => "7",
        8 => "8",
        9 => "9",
        10 => "10, the least deprived tenth",
        _ => "not known",
    }
}

/// "1,540 residents", or that nobody counted.
pub fn residents_in_words(residents: Option<i64>) -> String {
    match residents.and_then(|count| u64::try_from(count).ok()) {
        Some(1) => "1 resident".to_owned(),
        Some(count) => format!("{} residents", thousands(count)),
        None => "residents not known".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_share_is_never_rounded_to_nothing_or_to_all() {
        assert_eq!(share_in_words(WHOLE_U), "whole");
        assert_eq!(share_in_words(WHOLE_U - 1), "over 99.9%");
        assert_eq!(share_in_words(988_700), "98.9%");
        assert_eq!(share_in_words(1), "under 0.1%");
    }

    proptest! {
        #[test]
        fn a_share_between_nought_and_one_reads_as_a_percentage(share in 1_i64..WHOLE_U) {
            prop_assert!(share_in_words(share).ends_with('%'));
        }
    }

    #[test]
    fn every_kind_reads_back_from_its_key() {
        for kind in AreaKind::ALL {
            assert_eq!(AreaKind::read(kind.key()), Some(*kind));
        }
        assert_eq!(AreaKind::read("parish"), None);
    }
}
