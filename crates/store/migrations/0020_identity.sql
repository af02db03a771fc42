-- What: passkeys, and organisations' own ways to sign in.
-- Why: a code by e-mail is as safe as somebody's mailbox. What is about money or confidential asks for more.
-- Safe: new tables.

create table identity_passkey (
    id            bigint primary key,
    person_id     bigint not null references register_person (id),
    name          text not null,
    -- As browsers call it, base64url.
    credential_id text not null unique,
    -- The public key and its counter, as JSON: no secret.
    credential    text not null,
    made_at       bigint not null,
    used_at       bigint
);
create index identity_passkey_person on identity_passkey (person_id);

-- What was begun in a browser and not yet ended: a question to a passkey, or a visit to an organisation's sign-in.
create table identity_ceremony (
    id        bigint primary key,
    browser   text not null,
    kind      text not null,
    person_id bigint references register_person (id),
    state     text not null,
    network   text not null default '',
    begun_at  bigint not null
);
create index identity_ceremony_browser on identity_ceremony (browser, kind);
create index identity_ceremony_network on identity_ceremony (network, begun_at);

-- Who does not want to be asked about passkeys.
create table identity_declined (
    person_id bigint primary key references register_person (id),
    at        bigint not null
);

create table identity_provider (
    id            bigint primary key,
    name          text not null,
    issuer        text not null unique,
    client_id     text not null,
    -- Sealed with the key outside the database; empty where this site signs with a key of its own instead.
    secret        text not null default '',
    -- Domains of e-mail addresses that it may speak for, one a line.
    domains       text not null,
    proves        boolean not null default false,
    open          boolean not null default true,
    version       bigint not null default 1
);

-- Who signed in through a provider before: its own name for them counts from then on, not their address.
create table identity_link (
    provider_id bigint not null references identity_provider (id),
    subject     text not null,
    person_id   bigint not null references register_person (id),
    made_at     bigint not null,
    primary key (provider_id, subject),
    unique (provider_id, person_id)
);
create index identity_link_person on identity_link (person_id);
