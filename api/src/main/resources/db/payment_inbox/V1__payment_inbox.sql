-- What payment providers have told us, as they wrote it: kept before it is answered, worked off afterwards.
create table notice (
    -- the provider's name for this message: told twice, it is one row
    id          text        not null collate "C" primary key,
    -- in order of arrival
    number      bigint      not null generated always as identity,
    account     text,
    object      text        not null collate "C",
    type        text        not null,
    livemode    boolean     not null,
    created     timestamptz not null,
    body        bytea       not null,
    received_at timestamptz not null,
    status      text        not null default 'WAITING' check (status in ('WAITING', 'DONE', 'PARKED')),
    attempts    integer     not null default 0,
    next_at     timestamptz not null,
    -- until when nobody else may work on it
    leased_to   timestamptz,
    done_at     timestamptz,
    last_error  text
) with (fillfactor = 80);

create unique index on notice (number);
create index on notice (next_at) where status = 'WAITING';
create index on notice (object, number) where status = 'WAITING';
create index on notice (number) where status = 'PARKED';
create index on notice (done_at) where status = 'DONE';
