//! What an organisation is: its sector, its legal form, the registers it may be in.

use folkmoot_kernel::words;

words! {
    /// The kind of partner. Every organisation has one.
    pub enum Sector {
        NhsAcute => "nhs_acute", "NHS hospital trust";
        NhsCommunity => "nhs_community", "NHS community trust";
        NhsMentalHealth => "nhs_mental_health", "NHS mental health trust";
        Ambulance => "ambulance", "Ambulance service";
        PrimaryCare => "primary_care", "General practice and primary care";
        Icb => "icb", "Integrated care board";
        CouncilUpper => "council_upper", "County or unitary council";
        CouncilLower => "council_lower", "District council";
        Parish => "parish", "Parish or town council";
        Vcse => "vcse", "Voluntary and community";
        Healthwatch => "healthwatch", "Healthwatch";
        SocialCare => "social_care", "Social care provider";
        Housing => "housing", "Housing";
        Education => "education", "Education";
        Business => "business", "Business";
        Other => "other", "Other";
    }
}

words! {
    /// What an organisation is in law. Nobody has to be anything.
    pub enum LegalForm {
        Unincorporated => "unincorporated", "Unincorporated group";
        Charity => "charity", "Registered charity";
        Cio => "cio", "Charitable incorporated organisation";
        Cic => "cic", "Community interest company";
        Company => "company", "Company";
        Partnership => "partnership", "Partnership";
        SoleTrader => "sole_trader", "Sole trader";
        CooperativeOrBenefit => "society", "Co-operative or community benefit society";
        Public => "public", "Public body";
        Other => "other", "Something else";
    }
}

words! {
    /// Registers that number organisations. (sources.md#ods, sources.md#org-id, sources.md#gss)
    pub enum Scheme {
        Ods => "ods", "NHS (ODS) code";
        Charity => "charity", "Charity number";
        Company => "company", "Company number";
        Gss => "gss", "Council's statistical code";
    }
}

impl Scheme {
    /// Whether a number has the shape its register gives. Shape only: it may not exist.
    pub fn fits(self, code: &str) -> bool {
        let plain = code.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit());
        let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
        match self {
            Scheme::Ods => plain && (2..=12).contains(&code.len()),
            Scheme::Charity => {
                let (number, part) = code.split_once('-').unwrap_or((code, "0"));
                (6..=8).contains(&number.len()) && digits(number) && !part.is_empty() && digits(part)
            }
            Scheme::Company => plain && code.len() == 8,
            Scheme::Gss => plain && code.len() == 9,
        }
    }

    /// After "looks like".
    pub const fn looks_like(self) -> &'static str {
        match self {
            Scheme::Ods => "2 to 12 capital letters and digits, such as RTH",
            Scheme::Charity => "6 to 8 digits, such as 1117726",
            Scheme::Company => "8 letters and digits, such as 09506232",
            Scheme::Gss => "9 letters and digits, such as E10000025",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_linked_charity_has_its_part_behind_a_hyphen() {
        assert!(Scheme::Charity.fits("1117726-2"));
        assert!(!Scheme::Charity.fits("1117726-"));
        assert!(!Scheme::Charity.fits("12345"));
    }

    #[test]
    fn sixteen_sectors_read_back_from_their_keys() {
        assert_eq!(Sector::ALL.len(), 16);
        for sector in Sector::ALL {
            assert_eq!(Sector::read(sector.key()), Some(*sector));
        }
    }
}
