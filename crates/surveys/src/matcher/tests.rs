//! What people write when they are asked, against five priorities.

use super::*;
use proptest::prelude::*;

const FIVE: [(u8, &str, &str); 5] = [
    (1, "Young minds", "A young person who is struggling talks to somebody who can help within four weeks."),
    (2, "Steady and strong", "Fewer older people fall, and those who do are helped up at home within two hours."),
    (3, "Warm homes", "Nobody with bad lungs or a new baby spends the winter in a cold, damp home."),
    (4, "Healthy weight", "Children grow up with good food and room to play."),
    (5, "Those who care", "People who look after somebody are known to their practice and get a break."),
];

fn matcher() -> Matcher<u8> {
    Matcher::of(FIVE)
}

#[test]
fn the_title_itself_is_clear_in_any_case_and_with_a_slip() {
    for (of, title, _) in FIVE {
        assert_eq!(matcher().meant(title), Meant::Clear(of), "{title}");
        assert_eq!(matcher().meant(&title.to_uppercase()), Meant::Clear(of), "{title}");
    }
    assert_eq!(matcher().meant("helathy wieght"), Meant::Clear(4));
    assert_eq!(matcher().meant("warm hommes"), Meant::Unclear(Some(3)), "a slip in a short word is for a person");
}

#[test]
fn a_piece_of_a_title_is_clear_when_no_other_has_it() {
    assert_eq!(matcher().meant("Weight"), Meant::Clear(4));
    assert_eq!(matcher().meant("something about the strong"), Meant::Clear(2));
    assert_eq!(matcher().meant("Young people's minds"), Meant::Clear(1));
    assert_eq!(matcher().meant("Helping those who care, carers"), Meant::Clear(5));
}

#[test]
fn words_of_the_sentence_are_a_suggestion_for_a_person() {
    assert_eq!(matcher().meant("falls"), Meant::Unclear(Some(2)));
    assert_eq!(matcher().meant("cold and damp"), Meant::Unclear(Some(3)));
    assert_eq!(matcher().meant("food for children"), Meant::Unclear(Some(4)));
}

#[test]
fn what_fits_two_or_none_is_left_to_a_person() {
    assert_eq!(matcher().meant("home"), matcher().meant("HOMES"));
    assert_eq!(matcher().meant("digital records"), Meant::Unclear(None));
    assert_eq!(matcher().meant(""), Meant::Unclear(None));
    assert_eq!(matcher().meant("young strong"), Meant::Unclear(None));
    assert_eq!(Matcher::<u8>::of([]).meant("warm homes"), Meant::Unclear(None));
}

#[test]
fn a_word_that_two_priorities_share_counts_for_less() {
    let two = Matcher::of([(1, "Fewer falls", "Older people at home"), (2, "Warm rooms", "Older people at home")]);

    assert_eq!(two.meant("older"), Meant::Unclear(None));
    assert_eq!(two.meant("older people's falls"), Meant::Clear(1));
}

#[test]
fn one_slip_is_forgiven_in_long_words_and_not_in_short_ones() {
    assert!(alike("weight", "wieght") && alike("weight", "weigt") && alike("weight", "weightt"));
    assert!(!alike("weight", "wiegth"));
    assert!(!alike("fall", "ball"));
}

proptest! {
    #[test]
    fn any_text_is_matched_without_a_fault(line in ".{0,60}") {
        let _ = matcher().meant(&line);
    }

    #[test]
    fn the_order_of_the_words_says_nothing(
        (line, turned) in prop::collection::vec(prop::sample::select(vec!["warm", "cold", "falls", "young", "care", "play", "the"]), 1..6)
            .prop_flat_map(|words| (Just(words.clone()), Just(words).prop_shuffle())),
    ) {
        prop_assert_eq!(matcher().meant(&line.join(" ")), matcher().meant(&turned.join(" ")));
    }

    #[test]
    fn the_order_of_the_priorities_says_nothing(
        line in "(warm|cold|falls|young|care|play|home)( (homes|minds|weight|older))?",
        turned in Just(FIVE.to_vec()).prop_shuffle(),
    ) {
        prop_assert_eq!(Matcher::of(turned).meant(&line), matcher().meant(&line));
    }
}
