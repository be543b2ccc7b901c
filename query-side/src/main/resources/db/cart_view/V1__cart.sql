create table cart (
    cart_id    text    not null collate "C" primary key,
    owner      text    not null,
    status     text    not null,
    skus       text[]  not null, -- of its lines, in the order in which they were added
    item_count integer not null,
    version    bigint  not null
);

create table cart_line (
    cart_id  text    not null collate "C",
    sku      text    not null collate "C",
    quantity integer not null,
    primary key (cart_id, sku)
);
