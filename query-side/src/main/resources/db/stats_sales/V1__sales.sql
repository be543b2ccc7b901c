-- one order: what of it stands in which sums, so that it can be taken out again
create table sale (
    order_id   text    not null collate "C" primary key,
    buyer      text    not null,
    currency   text    not null,
    fulfilment text    not null,
    status     text    not null,
    placed_on  date    not null,
    paid_on    date,
    gross      bigint  not null, -- 0 until it is paid
    refunded   bigint  not null,
    refunds    text[]  not null, -- how much on which day
    items      text[]  not null  -- lines and shipping, what they cost, and what of that went back
);

create table sale_refund (
    order_id  text   not null collate "C",
    refund_id text   not null collate "C",
    named     text[] not null, -- items that were asked to be paid back, and at how much
    counted   text[] not null, -- items for which it was paid back
    primary key (order_id, refund_id)
);

-- sums: a row for each day on which something happened
create table shop_day (
    day      date   not null,
    currency text   not null collate "C",
    status   text   not null collate "C", -- of the orders by now
    orders   bigint not null,             -- placed that day
    paid     bigint not null,             -- paid that day
    gross    bigint not null,             -- paid that day
    refunds  bigint not null,             -- paid back that day
    primary key (day, currency, status)
);

create table seller_day (
    seller_id text   not null collate "C",
    day       date   not null,
    currency  text   not null collate "C",
    orders    bigint not null,
    units     bigint not null,
    gross     bigint not null,
    refunds   bigint not null,
    primary key (seller_id, day, currency)
);

create index on seller_day (day);

create table product_day (
    seller_id  text   not null collate "C",
    day        date   not null,
    currency   text   not null collate "C",
    product_id text   not null collate "C",
    units      bigint not null,
    gross      bigint not null,
    refunds    bigint not null,
    primary key (seller_id, day, currency, product_id)
);

create index on product_day (day);

create table sold_product (
    product_id text not null collate "C" primary key,
    title      text not null
);

create table selling_seller (
    seller_id  text   not null collate "C" primary key,
    name       text   not null,
    currencies text[] not null -- in which it ever sold
);

create table currency (
    currency text not null collate "C" primary key
);

create table buyer (
    buyer    text not null collate "C" primary key,
    last_day date not null -- on which he paid for something
);

-- buyers by a day on which they bought and the one before on which they did: those who bought in a range are those who had not
-- before it, each counted on his first day in it
create table buyer_day (
    day      date   not null,
    previous date   not null, -- 1970-01-01: never
    buyers   bigint not null,
    primary key (day, previous)
);

create table registration_day (
    day      date   not null primary key,
    accounts bigint not null
);
