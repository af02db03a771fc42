//! What kind of body it is.

/// Kinds of bodies in partnerships, so that places can be compared; `Other` is no shame.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum BodyKind {
    PlaceBoard,
    StatutoryCommittee,
    JointCommittee,
    ConsultativeForum,
    DeliveryGroup,
    TaskAndFinish,
    VcseAlliance,
    LocalityHub,
    HealthAndWellbeingBoard,
    Other,
}

impl BodyKind {
    pub const ALL: [BodyKind; 10] = [
        BodyKind::PlaceBoard,
        BodyKind::StatutoryCommittee,
        BodyKind::JointCommittee,
        BodyKind::ConsultativeForum,
        BodyKind::DeliveryGroup,
        BodyKind::TaskAndFinish,
        BodyKind::VcseAlliance,
        BodyKind::LocalityHub,
        BodyKind::HealthAndWellbeingBoard,
        BodyKind::Other,
    ];

    /// As columns and forms write it.
    pub const fn key(self) -> &'static str {
        match self {
            BodyKind::PlaceBoard => "place_board",
            BodyKind::StatutoryCommittee => "statutory_committee",
            BodyKind::JointCommittee => "joint_committee",
            BodyKind::ConsultativeForum => "consultative_forum",
            BodyKind::DeliveryGroup => "delivery_group",
            BodyKind::TaskAndFinish => "task_and_finish",
            BodyKind::VcseAlliance => "vcse_alliance",
            BodyKind::LocalityHub => "locality_hub",
            BodyKind::HealthAndWellbeingBoard => "health_and_wellbeing_board",
            BodyKind::Other => "other",
        }
    }

    pub fn read(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == key)
    }

    pub const fn words(self) -> &'static str {
        match self {
            BodyKind::PlaceBoard => "Place board",
            BodyKind::StatutoryCommittee => "Committee of a statutory body",
            BodyKind::JointCommittee => "Joint committee",
            BodyKind::ConsultativeForum => "Consultative forum",
            BodyKind::DeliveryGroup => "Delivery group",
            BodyKind::TaskAndFinish => "Task and finish group",
            BodyKind::VcseAlliance => "Alliance of voluntary and community groups",
            BodyKind::LocalityHub => "Locality hub",
            BodyKind::HealthAndWellbeingBoard => "Health and wellbeing board",
            BodyKind::Other => "Another kind of body",
        }
    }

    /// What the choice means, for whoever fills in a form.
    pub const fn hint(self) -> &'static str {
        match self {
            BodyKind::PlaceBoard => "Leads the partnership as a whole",
            BodyKind::StatutoryCommittee => "Decides with powers given to it by one statutory body, like the ICB",
            BodyKind::JointCommittee => "Decides with powers given to it by two or more statutory bodies together",
            BodyKind::ConsultativeForum => "Is heard before others decide, and decides nothing itself",
            BodyKind::DeliveryGroup => "Gets the work on a priority done",
            BodyKind::TaskAndFinish => "Has one task and closes when it is done",
            BodyKind::VcseAlliance => "Speaks for voluntary, community and social enterprise organisations",
            BodyKind::LocalityHub => "Brings people together in one neighbourhood or locality",
            BodyKind::HealthAndWellbeingBoard => "The committee that the council must have by law",
            BodyKind::Other => "Say in its remit what it is",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_reads_back_from_its_key() {
        for kind in BodyKind::ALL {
            assert_eq!(BodyKind::read(kind.key()), Some(kind));
        }
        assert_eq!(BodyKind::read("cabal"), None);
    }
}
