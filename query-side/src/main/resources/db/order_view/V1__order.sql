create table orders (
    order_id        text        not null collate "C" primary key,
    number          text        not null collate "C",
    -- how far it has got, and what of that is shown when money has gone back
    fulfilment      text        not null,
    status          text        not null,
    buyer           text        not null collate "C",
    -- about a person, and null as soon as that person is forgotten
    email           text,
    email_key       text        collate "C", -- a hash, to be looked for
    phone           text,
    recipient       text,
    line1           text,
    line2           text,
    city            text,
    region          text,
    postal_code     text,
    country         text,
    tracking_token  text,
    tracking_key    text        collate "C", -- a hash, to be looked for
    shipping_method text        not null,
    currency        text        not null,
    subtotal        bigint      not null,
    discount        bigint      not null,
    shipping        bigint      not null,
    tax             bigint      not null,
    tax_included    boolean     not null,
    total           bigint      not null,
    refunded        bigint      not null,
    consignments    text[]      not null, -- their ids
    timeline        text[]      not null, -- what was reached, and when
    placed_at       timestamptz not null,
    paid_at         timestamptz,
    pay_until       timestamptz,          -- null as soon as it does not matter any more
    version         bigint      not null
);

create index on orders (placed_at, order_id);
create index on orders (status, placed_at, order_id);
create index on orders (buyer, placed_at, order_id);
create index on orders (email_key, placed_at, order_id) where email_key is not null;
create index on orders (number);
create index on orders (tracking_key) where tracking_key is not null;

create table line (
    order_id       text    not null collate "C",
    sku            text    not null collate "C",
    position       integer not null,
    consignment_id text    not null collate "C",
    product_id     text    not null,
    title          text    not null,
    seller_id      text    not null,
    quantity       integer not null,
    unit_price     bigint  not null,
    total          bigint  not null,
    tax            bigint  not null,
    primary key (order_id, sku)
);

create table consignment (
    order_id        text        not null collate "C",
    consignment_id  text        not null collate "C",
    position        integer     not null,
    seller_id       text        not null collate "C",
    seller_name     text        not null,
    status          text        not null,
    pieces          integer     not null, -- that were not given back
    carrier         text,
    tracking_number text,
    subtotal        bigint      not null,
    discount        bigint      not null,
    shipping        bigint      not null,
    tax             bigint      not null,
    total           bigint      not null,
    placed_at       timestamptz not null, -- of the order, for lists of the seller
    primary key (order_id, consignment_id)
);

create index on consignment (seller_id, placed_at, order_id);
create index on consignment (seller_id, status, placed_at, order_id);

create table refund (
    order_id  text   not null collate "C",
    refund_id text   not null collate "C",
    asked     bigint not null, -- the version of the order that began it
    amount    bigint not null,
    status    text   not null,
    reason    text   not null,
    primary key (order_id, refund_id)
);
