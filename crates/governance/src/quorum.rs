//! Whether enough take part. Who is recused counts neither as asked nor as there.

/// How many an agreement needs, and who is left to give it. Unit: organisations.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quorum {
    /// 0: not laid down; then one voice is enough.
    pub needed: u32,
    pub asked: u32,
    pub recused: u32,
    /// Those who gave a position that is a voice on the matter.
    pub taking_part: u32,
}

/// Where a quorum stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    Met,
    /// More can still come.
    Short,
    /// So many are recused that those left are too few.
    OutOfReach,
}

impl Quorum {
    /// Those who can take part at all.
    pub const fn left(&self) -> u32 {
        self.asked.saturating_sub(self.recused)
    }

    pub fn standing(&self) -> Standing {
        let needed = self.needed.max(1);
        if self.taking_part.min(self.left()) >= needed {
            Standing::Met
        } else if self.left() < needed {
            Standing::OutOfReach
        } else {
            Standing::Short
        }
    }

    /// "5 of 6 organisations take part, 1 is recused; 3 are needed." Nothing when nobody is recused.
    pub fn without_the_recused(&self) -> String {
        if self.recused == 0 {
            return String::new();
        }
        let recused =
            if self.recused == 1 { "1 is recused".to_owned() } else { format!("{} are recused", self.recused) };
        let count = format!("{} of {} organisations can take part: {recused}", self.left(), self.asked);
        match (self.needed, self.left() < self.needed) {
            (0, _) => count,
            (needed, false) => format!("{count}. The quorum of {needed} is counted without them"),
            (needed, true) => format!("{count}. That is below the quorum of {needed}, so this goes to the body above"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn standing(needed: u32, asked: u32, recused: u32, taking_part: u32) -> Standing {
        Quorum { needed, asked, recused, taking_part }.standing()
    }

    #[test]
    fn the_last_one_needed_counts_and_the_recused_do_not() {
        assert_eq!(standing(3, 6, 1, 3), Standing::Met);
        assert_eq!(standing(3, 6, 1, 2), Standing::Short);
        assert_eq!(standing(3, 6, 3, 2), Standing::Short);
        assert_eq!(standing(3, 6, 4, 2), Standing::OutOfReach);
        assert_eq!(standing(0, 6, 0, 0), Standing::Short);
        assert_eq!(standing(0, 6, 5, 1), Standing::Met);
        assert_eq!(standing(0, 6, 6, 0), Standing::OutOfReach);
    }

    #[test]
    fn it_is_said_when_those_left_are_too_few() {
        let quorum = Quorum { needed: 3, asked: 4, recused: 2, taking_part: 0 };

        assert!(quorum.without_the_recused().ends_with("below the quorum of 3, so this goes to the body above"));
        assert_eq!(Quorum { recused: 0, ..quorum }.without_the_recused(), "");
    }

    proptest! {
        #[test]
        fn recusing_somebody_never_makes_a_quorum(needed in 0u32..8, asked in 0u32..12, recused in 0u32..12, there in 0u32..12) {
            let (recused, there) = (recused.min(asked), there.min(asked));
            let before = standing(needed, asked, recused, there);
            let after = standing(needed, asked, (recused + 1).min(asked), there);

            prop_assert!(before == Standing::Met || after != Standing::Met);
            prop_assert!(before != Standing::OutOfReach || after == Standing::OutOfReach);
        }

        #[test]
        fn a_quorum_out_of_reach_is_never_met(needed in 0u32..8, asked in 0u32..12, recused in 0u32..12) {
            let quorum = Quorum { needed, asked, recused, taking_part: asked.saturating_sub(recused) };

            prop_assert_eq!(quorum.standing() == Standing::Met, quorum.left() >= needed.max(1));
        }
    }
}
