create table account (
    account_id text        not null collate "C" primary key,
    email      text,
    -- in lower case, to be looked for; empty where there is no address
    email_key  text        not null collate "C",
    name       text,
    roles      varchar[]   not null,
    created_at timestamptz not null,
    version    bigint      not null
);

create index on account (created_at, account_id);
create index on account (email_key, account_id);
create index on account using gin (roles);
