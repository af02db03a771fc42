//! How much an organisation has promised already. Above what its place chose, it is asked to drop one first, or to say why it takes on
//! one more. It may always say why: nobody is stopped.

use super::Refusal;

/// Open promises of one organisation beside what its place chose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Load {
    /// Taken on and not ended.
    pub open: i64,
    /// From so many on it is asked; 0: never.
    pub most: i64,
}

impl Load {
    pub const fn is_full(self) -> bool {
        self.most > 0 && self.open >= self.most
    }

    /// Whether one more may be taken on, with these words for it.
    pub fn one_more(self, despite: &str) -> Result<(), Refusal> {
        if self.is_full() && despite.trim().is_empty() {
            return Err(Refusal::Full { open: self.open, most: self.most });
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn who_has_much_on_its_hands_says_why_one_more() {
        let full = Load { open: 10, most: 10 };

        assert_eq!(full.one_more(" "), Err(Refusal::Full { open: 10, most: 10 }));
        assert_eq!(full.one_more("The law asks for it."), Ok(()));
        assert_eq!(Load { open: 9, most: 10 }.one_more(""), Ok(()));
        assert_eq!(Load { open: 99, most: 0 }.one_more(""), Ok(()));
    }

    proptest! {
        #[test]
        fn words_are_always_enough(open in 0i64..500, most in 0i64..365) {
            let load = Load { open, most };

            prop_assert!(load.one_more("We said we would.").is_ok());
            prop_assert_eq!(load.one_more("").is_ok(), !load.is_full());
        }
    }
}
