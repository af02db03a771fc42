//! Why something was found, in words.

use super::lexicon::needs_of;
use super::words::stems;
use super::{Understood, told};
use crate::listing::Listing;
use crate::need::Need;
use folkmoot_register::postcode::miles;

/// Reasons of one kind that are named.
const FEW: usize = 2;

/// What of a listing fits what somebody said: needs first; where it helps with none of those, words.
pub fn reasons(understood: &Understood, listing: &Listing, run_by: &str) -> Vec<String> {
    let about = listing.about();
    let has = needs_of(about);
    let meant = understood.needs.iter().map(|(need, _)| *need).filter(|need| has.contains(need));
    let needs: Vec<String> = meant.take(FEW).map(|need| helps_with(need, about.needs.contains(&need))).collect();
    if !needs.is_empty() {
        return needs;
    }
    let said = stems(&format!("{}\n{}", about.name, told(about, run_by)));
    let words = understood.words.iter().filter(|word| word.says_something() && said.contains(&word.stem));
    words.take(FEW).map(|word| format!("Says “{}”", word.written)).collect()
}

fn helps_with(need: Need, says_so: bool) -> String {
    let words = folkmoot_kernel::uncapital(need.words());
    if says_so { format!("Helps with: {words}") } else { format!("Its words speak of: {words}") }
}

/// "0.6 miles away"
pub fn away(metres: i64) -> String {
    format!("{} away", miles(metres))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::find::understand;
    use crate::listing::{About, New, State};
    use crate::uuid::Uuid;
    use folkmoot_kernel::{Id, Timestamp};

    fn listing(about: About) -> Listing {
        let new = New { id: Id::from_number(1), uuid: Uuid::of("service", &["1"]), place: None, provider: None, about };
        Listing::sent(new, Id::from_number(9), State::Listed, None, Timestamp::from_ms(0)).unwrap()
    }

    #[test]
    fn a_need_is_named_before_words_are() {
        let about = About { name: "Weir club".into(), needs: [Need::Company].into(), ..About::default() };
        let of = |text: &str| reasons(&understand(text, |_| true), &listing(about.clone()), "Amblers");

        assert_eq!(of("lonely by the weir"), ["Helps with: company and making friends"]);
        assert_eq!(of("the weir"), ["Says “weir”"]);
        assert_eq!(of("amblers"), ["Says “amblers”"]);
        assert!(of("swimming").is_empty());
    }

    #[test]
    fn a_need_that_a_listing_does_not_say_is_named_as_what_its_words_speak_of() {
        let about = About { name: "Oxmoor foodbank".into(), ..About::default() };
        let of = reasons(&understand("I am hungry", |_| true), &listing(about), "");
        assert_eq!(of, ["Its words speak of: something to eat today"]);
    }
}
