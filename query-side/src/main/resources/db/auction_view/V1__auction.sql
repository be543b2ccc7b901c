create table auction (
    auction_id     text        not null collate "C" primary key,
    state          text        not null,
    seller_id      text        not null collate "C",
    seller_name    text        not null,
    sku            text        not null,
    product_id     text        not null,
    title          text        not null,
    quantity       integer     not null,
    currency       text        not null,
    start_price    bigint      not null,
    current_price  bigint      not null,
    minimum_bid    bigint,              -- null when it is over
    reserve_price  bigint,              -- nobody's business but the seller's
    reserve_met    boolean     not null,
    steps_from     bigint[]    not null, -- from which price on
    steps_by       bigint[]    not null, -- the price moves by how much
    leader         text,                -- an alias, like all names of bidders but the winner's
    last_bidder    text,                -- his account, which nobody is told
    bid_count      bigint      not null,
    opens_at       timestamptz not null,
    closes_at      timestamptz not null,
    effective_end  timestamptz not null,
    extension      text        not null, -- as ISO 8601 writes it: it is only ever shown
    audience       text        not null,
    outcome        text,                -- why it was not sold, or is off
    -- who has got it, for now or for good
    order_id       text,
    winner         text,                -- his account, to whom alone it is told
    winner_alias   text,
    award_price    bigint,
    award_rank     integer,
    pay_until      timestamptz,
    paid           boolean,
    version        bigint      not null
);

create index on auction (effective_end, auction_id);
create index on auction (state, effective_end, auction_id);
create index on auction (audience, state, effective_end, auction_id);
create index on auction (audience, effective_end, auction_id);
create index on auction (seller_id, effective_end, auction_id);
create index on auction (state, auction_id);
create index on auction (audience, state, auction_id);
create index on auction (audience, auction_id);
create index on auction (seller_id, auction_id);

-- as everybody may see them: neither maxima nor accounts
create table bid (
    auction_id text        not null collate "C",
    number     bigint      not null, -- 1 for the first of an auction
    bid_id     text        not null,
    bidder     text        not null, -- an alias
    price      bigint      not null,
    leader     text        not null, -- an alias
    at         timestamptz not null,
    primary key (auction_id, number)
);

-- how somebody stands in an auction
create table own_bid (
    auction_id text        not null collate "C",
    bidder     text        not null collate "C", -- his account
    alias      text        not null,
    maximum    bigint      not null,
    leads      boolean     not null,
    bids       bigint      not null,
    at         timestamptz not null,
    primary key (auction_id, bidder)
);

create index on own_bid (bidder, at, auction_id);

-- who may bid among sellers
create table seller (
    seller_id text not null collate "C" primary key,
    tier      text not null,
    status    text not null
);
