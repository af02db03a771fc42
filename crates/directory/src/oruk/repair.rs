//! What was wrong with a listing of a feed, and what was done about it: nothing is changed or left out without a word.

use folkmoot_kernel::words;
use serde::{Deserialize, Serialize};

words! {
    /// What was done. The words begin the sentence that its publisher reads.
    pub enum Repair {
        Marks => "marks", "Formatting was taken out of the text";
        Scheme => "scheme", "https:// was put before a web address";
        Url => "url", "A web address that no browser opens was left out";
        Email => "email", "Something that is no e-mail address was left out";
        Officer => "officer", "The e-mail address of the person who checked it was left out: it is theirs";
        ContactName => "contact_name", "The name of a contact was left out: the telephone number stays";
        Id => "id", "The id is not a UUID, so one was made from it";
        IdTaken => "id_taken", "Its id belongs to another listing here, so one was made";
        Status => "status", "A status that the standard does not have was read as active";
        Date => "date", "A date that cannot be read was left out";
        Future => "future", "It says that it was checked on a day that has not come, so that was left out";
        Ages => "ages", "The youngest age is above the oldest, so both were left out";
        Age => "age", "An age that cannot be read was left out";
        Time => "time", "A time that cannot be read was kept as words";
        Postcode => "postcode", "Something that is no postcode was left out";
        Point => "point", "A point outside the United Kingdom was left out";
        Swapped => "swapped", "Latitude and longitude had changed places";
        Amount => "amount", "A price that cannot be read was kept as words";
        LongName => "long_name", "A name longer than 160 letters was cut";
        LongText => "long_text", "A text longer than 20,000 letters was cut";
        Many => "many", "There were more of something than are kept: the first were";
        NoOrganisation => "no_organisation", "It says not who runs it";
        OrganisationBare => "organisation_bare", "The organisation has no description, which the standard asks for";
        Phone => "phone", "Something that is no telephone number was left out";
        Unread => "unread", "A field that has another shape than the standard's was left out";
        NotKept => "not_kept", "A field that is not kept here was left out";
    }
}

/// One repair, where it was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Repaired {
    pub repair: Repair,
    /// Where: "service_at_locations/0/location".
    pub at: String,
    /// What stood there, shortened; empty where it is nobody's to see.
    pub was: String,
}

words! {
    /// Why a listing was put aside instead of listed.
    pub enum Reason {
        NotAnObject => "not_an_object", "It is not an object with fields";
        NoId => "no_id", "It has no id, so it could not be found again";
        NoName => "no_name", "It has no name";
        Repeated => "repeated", "Its id was used before in the same feed, for something else";
        Same => "same", "It stands in the feed twice, word for word";
        Refused => "refused", "It breaks a rule that listings keep";
    }
}
