create table refund (
    refund_id text        not null collate "C" primary key,
    order_id  text        not null,
    reason    text        not null,
    pieces    integer     not null,
    amount    bigint      not null,
    currency  text        not null,
    asked_at  timestamptz not null,
    paid_at   timestamptz
);

create index on refund (asked_at);
