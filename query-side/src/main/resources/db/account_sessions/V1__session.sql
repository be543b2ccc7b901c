-- When somebody has logged in, and for how long: no names, and no tokens.
create table session (
    session_id   text        not null collate "C" primary key,
    account_id   text        not null collate "C",
    opened_at    timestamptz not null,
    last_used_at timestamptz not null,
    expires_at   timestamptz not null,
    ended_at     timestamptz,
    reason       text
);

create index on session (account_id, opened_at, session_id);
