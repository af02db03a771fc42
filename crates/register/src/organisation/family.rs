//! Sectors as charts can show them: four.

use folkmoot_kernel::words;

words! {
    /// What the sectors have in common.
    pub enum Family {
        Vcse => "vcse", "Voluntary and community";
        Nhs => "nhs", "NHS";
        Councils => "councils", "Councils";
        Others => "others", "Others";
    }
}

impl Family {
    /// `sector`: its key in the register. Independent seats are among the others.
    pub fn of(sector: &str) -> Self {
        match sector {
            "vcse" => Family::Vcse,
            "nhs_acute" | "nhs_community" | "nhs_mental_health" | "ambulance" | "primary_care" | "icb" => Family::Nhs,
            "council_upper" | "council_lower" | "parish" => Family::Councils,
            _ => Family::Others,
        }
    }
}
