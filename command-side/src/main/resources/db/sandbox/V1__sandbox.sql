-- A provider of our own. What he knows is his: nothing here is read by decisions.

create table session (
    id         varchar     primary key,
    key        varchar     not null unique,
    payment    varchar     not null,
    reference  varchar     not null,
    amount     bigint      not null,
    currency   char(3)     not null,
    status     varchar     not null,
    intent     varchar     not null unique,
    charge     varchar     not null,
    refunded   bigint      not null default 0,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    check (refunded between 0 and amount)
);

create table refund (
    id         varchar     primary key,
    key        varchar     not null unique,
    intent     varchar     not null references session (intent),
    amount     bigint      not null check (amount > 0),
    created_at timestamptz not null
);

create table notice (
    id         varchar     primary key,
    object     varchar     not null,
    body       text        not null,
    created_at timestamptz not null
);

create index notice_created on notice (created_at);

create table secret (
    single boolean primary key default true check (single),
    value  varchar not null
);
