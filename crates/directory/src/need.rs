//! What people need, in words that they would use themselves. One list for the whole country, so that feeds can be put together and places
//! compared; what a place calls it locally is found by the search.

use folkmoot_kernel::words;

words! {
    /// A need that help is listed under. Our own list: the words are those people say to a receptionist or a neighbour.
    pub enum Need {
        Company => "company", "Company and making friends";
        Bereavement => "bereavement", "Losing somebody";
        LowMood => "low_mood", "Feeling low, worried or stressed";
        MentalHealth => "mental_health", "Help with mental health";
        Crisis => "crisis", "In crisis, or not safe with yourself";
        Moving => "moving", "Getting more active";
        Falls => "falls", "Falls, balance and strength";
        Eating => "eating", "Eating well and cooking";
        Food => "food", "Something to eat today";
        WarmSpace => "warm_space", "Somewhere warm";
        Money => "money", "Money, debt and bills";
        Benefits => "benefits", "Benefits and filling in forms";
        Energy => "energy", "Heating and energy bills";
        Housing => "housing", "Housing and homelessness";
        Repairs => "repairs", "Repairs, aids and changes to the home";
        Work => "work", "Work and volunteering";
        Learning => "learning", "Learning something new";
        Digital => "digital", "Phones, computers and the internet";
        Carers => "carers", "Looking after somebody";
        Memory => "memory", "Memory problems and dementia";
        Older => "older", "Growing older well";
        Disability => "disability", "Living with a disability";
        LongTerm => "long_term", "Living with an illness that stays";
        HomeCare => "home_care", "Help at home";
        Transport => "transport", "Getting there: lifts and transport";
        Families => "families", "Families with small children";
        Pregnancy => "pregnancy", "Pregnancy and new babies";
        YoungPeople => "young_people", "Young people";
        Send => "send", "Children with special needs";
        Parenting => "parenting", "Being a parent";
        Relationships => "relationships", "Relationships and family trouble";
        Abuse => "abuse", "Abuse and violence at home";
        Alcohol => "alcohol", "Alcohol";
        Drugs => "drugs", "Drugs";
        Smoking => "smoking", "Stopping smoking";
        Gambling => "gambling", "Gambling";
        Weight => "weight", "Weight";
        Sleep => "sleep", "Sleep";
        Nature => "nature", "Gardens, nature and being outdoors";
        Arts => "arts", "Arts, crafts, music and singing";
        Faith => "faith", "Faith and meaning";
        Newcomers => "newcomers", "New to this country";
        Languages => "languages", "Help with English, or in another language";
        Lgbt => "lgbt", "LGBT+";
        Veterans => "veterans", "Having served in the forces";
        Justice => "justice", "Trouble with the law";
        Legal => "legal", "Legal advice and rights";
        Advocacy => "advocacy", "Somebody to speak up for you";
        Sight => "sight", "Sight loss";
        Hearing => "hearing", "Hearing loss and Deaf people";
        Pain => "pain", "Pain";
        EndOfLife => "end_of_life", "End of life";
    }
}
