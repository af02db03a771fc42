-- What: sign-in by a typed code, sessions, and letters waiting to go out.
-- Why: sessions in the database survive a restart and can be ended by their owner.
-- Safe: new tables only.

-- A code was sent to this address for this browser. Only the code's hash is kept.
create table web_sign_in_code (
    id           bigint primary key,
    browser_hash text not null,
    email        text not null,
    code_hash    text not null,
    sent_at      bigint not null,
    expires_at   bigint not null,
    tries        bigint not null default 0,
    used_at      bigint,
    network      text not null default ''
);
create index web_sign_in_code_browser on web_sign_in_code (browser_hash);
create index web_sign_in_code_email on web_sign_in_code (email, sent_at);
create index web_sign_in_code_network on web_sign_in_code (network, sent_at);

create table web_session (
    token_hash   text primary key,
    person_id    bigint not null,
    csrf         text not null,
    made_at      bigint not null,
    seen_at      bigint not null,
    ended_at     bigint
);
create index web_session_person on web_session (person_id);

-- A letter. In demo and development it is read on /outbox; else a job sends it.
create table web_mail (
    id       bigint primary key,
    to_email text not null,
    subject  text not null,
    body     text not null,
    made_at  bigint not null,
    sent_at  bigint
);
create index web_mail_made on web_mail (made_at);
