-- What: change notices with what they touch, the plan until then and what is said to them; escalations with their clocks; and, in
-- governance, notice periods and promises of overrides, what the system asked of a place, reopened decisions, routes of a paper
-- through many bodies, and adoption of one decision by several organisations.
-- Why: money stops without warning, questions between bodies get no answer, decisions are set aside, asked again until the answer
-- pleases, or adopted in three ways; none of that leaves a trace today.
-- Safe: new tables, and columns of governance_override that may be null or have a default. Rows there keep their meaning.

-- What a place counts with. No row: the defaults of the program.
create table notices_standard (
    place_id         bigint primary key references register_place (id),
    -- Calendar days of notice that partners promise each other before they stop, cut or change something.
    notice_days      bigint not null check (notice_days between 0 and 730),
    -- The promise in the place's own words.
    words            text not null default '',
    -- Working days.
    acknowledge_days bigint not null check (acknowledge_days between 1 and 60),
    answer_days      bigint not null check (answer_days between 1 and 250),
    -- Working days after the answer was due until the public sees the subject.
    public_days      bigint not null check (public_days between 1 and 250),
    version          bigint not null default 1,
    check (answer_days >= acknowledge_days)
);

create table notices_notice (
    id              bigint primary key,
    place_id        bigint not null references register_place (id),
    number          bigint not null,
    -- Who stops, cuts or changes something.
    organisation_id bigint not null references register_organisation (id),
    -- stop, cut or change
    kind            text not null check (kind in ('stop', 'cut', 'change')),
    -- funding or service
    of_what         text not null check (of_what in ('funding', 'service')),
    title           text not null check (title <> ''),
    what            text not null check (what <> ''),
    reason          text not null default '',
    -- given: the organisation told the place. learned: the place found out.
    source          text not null check (source in ('given', 'learned')),
    learned_how     text not null default '',
    told_on         text not null,
    starts_on       text not null,
    -- Calendar days from being told until it starts; 0 when it had begun.
    given_days      bigint not null check (given_days >= 0),
    -- The standard as it stood on that day.
    promised_days   bigint not null check (promised_days >= 0),
    promised_words  text not null default '',
    amount_pence    bigint check (amount_pence >= 0),
    people          bigint check (people >= 0),
    people_words    text not null default '',
    services        text not null default '',
    recorded_at     bigint not null,
    recorded_by     bigint references register_person (id),
    withdrawn_at    bigint,
    withdrawn_why   text not null default '',
    version         bigint not null default 1,
    unique (place_id, number),
    check ((source = 'learned') = (learned_how <> '')),
    check ((withdrawn_at is null) = (withdrawn_why = ''))
);
create index notices_notice_place on notices_notice (place_id, starts_on);
create index notices_notice_organisation on notices_notice (organisation_id, starts_on);

-- Promises and decisions that a notice touches.
create table notices_touched (
    notice_id   bigint not null references notices_notice (id),
    -- promise or decision
    kind        text not null check (kind in ('promise', 'decision')),
    subject_id  bigint not null,
    primary key (notice_id, kind, subject_id)
);
create index notices_touched_subject on notices_touched (kind, subject_id);

-- Who does what until then.
create table notices_step (
    id              bigint primary key,
    notice_id       bigint not null references notices_notice (id),
    what            text not null check (what <> ''),
    organisation_id bigint not null references register_organisation (id),
    due             text not null,
    done_on         text,
    done_words      text not null default '',
    version         bigint not null default 1
);
create index notices_step_notice on notices_step (notice_id, due);
create index notices_step_owner on notices_step (organisation_id, due) where done_on is null;

-- What the place and those affected say to it, beside it.
create table notices_reply (
    id              bigint primary key,
    notice_id       bigint not null references notices_notice (id),
    -- 0: the place itself.
    organisation_id bigint not null default 0,
    words           text not null check (words <> ''),
    at              bigint not null,
    person_id       bigint references register_person (id),
    unique (notice_id, organisation_id)
);

create table notices_escalation (
    id              bigint primary key,
    place_id        bigint not null references register_place (id),
    number          bigint not null,
    -- question or grievance
    kind            text not null check (kind in ('question', 'grievance')),
    -- Who asks: an organisation, or the place.
    from_organisation_id bigint references register_organisation (id),
    -- Whom: a body, or a post - a seat, whoever holds it.
    to_body_id      bigint references governance_body (id),
    to_seat_id      bigint references register_seat (id),
    subject         text not null check (subject <> ''),
    words           text not null check (words <> ''),
    wish            text not null default '',
    sent_at         bigint not null,
    sent_by         bigint references register_person (id),
    acknowledge_by  text not null,
    answer_by       text not null,
    public_from     text not null,
    acknowledged_at bigint,
    acknowledged_words text not null default '',
    answered_at     bigint,
    answer          text not null default '',
    -- What the sender made of the answer: settled or not_settled.
    settled         text check (settled in ('settled', 'not_settled')),
    settled_at      bigint,
    settled_words   text not null default '',
    withdrawn_at    bigint,
    -- The last letter, with the day it was about.
    reminded        text not null default '',
    version         bigint not null default 1,
    unique (place_id, number),
    check ((to_body_id is null) <> (to_seat_id is null)),
    check ((answered_at is null) = (answer = '')),
    check ((settled is null) = (settled_at is null)),
    check (settled is null or answered_at is not null),
    check (answered_at is null or acknowledged_at is not null),
    check (acknowledge_by <= answer_by),
    check (answer_by < public_from)
);
create index notices_escalation_place on notices_escalation (place_id, sent_at);
create index notices_escalation_open on notices_escalation (answer_by) where answered_at is null and withdrawn_at is null;
create index notices_escalation_body on notices_escalation (to_body_id);
create index notices_escalation_seat on notices_escalation (to_seat_id);
create index notices_escalation_sender on notices_escalation (from_organisation_id);

-- Overrides: the day it takes effect, what was promised as notice, who is affected.
alter table governance_override add column effect_on text;
alter table governance_override add column promised_days bigint;
alter table governance_override add column people bigint;
alter table governance_override add column people_words text not null default '';

create table governance_override_promise (
    override_id bigint not null references governance_override (id),
    promise_id  bigint not null references governance_promise (id),
    primary key (override_id, promise_id)
);
create index governance_override_promise_promise on governance_override_promise (promise_id);

-- The other way: what somebody above asked of the place, and what the place said.
create table governance_asked (
    id              bigint primary key,
    place_id        bigint not null references register_place (id),
    by_body         text not null check (by_body <> ''),
    -- If it is in the register, its people may reply.
    organisation_id bigint references register_organisation (id),
    what            text not null check (what <> ''),
    asked_on        text not null,
    -- done, in_part, declined or set_aside
    answer          text not null check (answer in ('done', 'in_part', 'declined', 'set_aside')),
    answered_on     text not null,
    why             text not null default '',
    decision_id     bigint references governance_decision (id),
    recorded_at     bigint not null,
    reply           text not null default '',
    replied_at      bigint,
    version         bigint not null default 1,
    check (answered_on >= asked_on),
    check (answer = 'done' or why <> ''),
    check ((replied_at is null) = (reply = ''))
);
create index governance_asked_place on governance_asked (place_id, answered_on);

-- A decision that was put again: which, and what is new.
create table governance_reopening (
    decision_id     bigint primary key references governance_decision (id),
    earlier_id      bigint not null references governance_decision (id),
    -- The first of the chain, and how often the matter was put, this time included.
    first_id        bigint not null references governance_decision (id),
    time_number     bigint not null check (time_number >= 2),
    evidence        text not null check (evidence <> ''),
    -- Money spent since the earlier decision, as somebody counted it, and where that is from.
    spent_pence     bigint check (spent_pence >= 0),
    spent_source    text not null default '',
    at              bigint not null,
    check (decision_id <> earlier_id),
    check ((spent_pence is null) = (spent_source = '')),
    unique (first_id, time_number)
);
create index governance_reopening_earlier on governance_reopening (earlier_id);

-- The way of one paper through many bodies.
create table governance_route (
    id         bigint primary key,
    place_id   bigint not null references register_place (id),
    title      text not null check (title <> ''),
    summary    text not null default '',
    begun_on   text not null,
    -- Given up, with the reason.
    ended_at   bigint,
    ended_why  text not null default '',
    version    bigint not null default 1,
    check ((ended_at is null) = (ended_why = ''))
);
create index governance_route_place on governance_route (place_id, begun_on);

create table governance_route_step (
    id          bigint primary key,
    route_id    bigint not null references governance_route (id),
    position    bigint not null,
    -- A body of the place, or one outside by its name.
    body_id     bigint references governance_body (id),
    outside     text not null default '',
    -- endorse, decide, ratify or note
    role        text not null check (role in ('endorse', 'decide', 'ratify', 'note')),
    by_date     text,
    -- Where it is before the body: the rest is drawn from there.
    item_id     bigint references governance_item (id),
    decision_id bigint references governance_decision (id),
    -- A body outside: what it made of it, as the place was told.
    told        text check (told in ('passed', 'not_passed')),
    told_on     text,
    told_words  text not null default '',
    version     bigint not null default 1,
    unique (route_id, position),
    check ((body_id is null) <> (outside = '')),
    check (body_id is not null or (item_id is null and decision_id is null)),
    check (body_id is null or told is null),
    check ((told is null) = (told_on is null))
);
create index governance_route_step_item on governance_route_step (item_id);
create index governance_route_step_decision on governance_route_step (decision_id);
create index governance_route_step_body on governance_route_step (body_id);

-- One decision, adopted by each organisation for itself.
create table governance_adoption (
    decision_id     bigint not null references governance_decision (id),
    organisation_id bigint not null references register_organisation (id),
    asked_at        bigint not null,
    -- not_yet, adopted, varied or declined
    state           text not null check (state in ('not_yet', 'adopted', 'varied', 'declined')),
    -- Who in the organisation decided, and on which day.
    decided_by      text not null default '',
    decided_on      text,
    -- The variation, or why it was declined, in the organisation's own words.
    words           text not null default '',
    person_id       bigint references register_person (id),
    version         bigint not null default 1,
    primary key (decision_id, organisation_id),
    check ((state = 'not_yet') = (decided_on is null)),
    check (state not in ('varied', 'declined') or words <> '')
);
create index governance_adoption_organisation on governance_adoption (organisation_id, state);
