create table payment (
    payment_id      text        not null collate "C" primary key,
    reference       text        not null collate "C", -- what is paid
    status          text        not null,
    currency        text        not null,
    amount          bigint      not null,
    captured        bigint      not null,
    refunded        bigint      not null,
    expired         boolean     not null, -- nobody may pay any more
    session         text,                 -- the page that is open at the provider's
    checkout_url    text,
    session_expires timestamptz,
    open_disputes   integer     not null,
    failed_refunds  integer     not null,
    requested_at    timestamptz not null,
    version         bigint      not null
);

create index on payment (requested_at, payment_id);
create index on payment (status, requested_at, payment_id);
create index on payment (requested_at, payment_id) where failed_refunds > 0;

create table refund (
    payment_id text   not null collate "C",
    refund_id  text   not null collate "C",
    started    bigint not null, -- the version of the payment that began it
    amount     bigint not null,
    status     text   not null,
    reason     text   not null,
    problem    text,
    primary key (payment_id, refund_id)
);
