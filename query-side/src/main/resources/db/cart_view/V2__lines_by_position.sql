alter table cart
    add first_position integer not null default 0, -- lines before it are gone: clearing touches no line
    add next_position  integer not null default 0,
    add notes          text[]  not null default '{}'; -- on what was left behind when taken over

alter table cart_line
    add position integer not null default 0, -- in the order in which they were added
    add price    bigint,                     -- of one piece, as seen when added
    add currency text;

update cart set next_position = cardinality(skus);
update cart_line l
   set position = array_position(c.skus, l.sku) - 1
  from cart c
 where c.cart_id = l.cart_id;

alter table cart
    drop skus,
    alter first_position drop default,
    alter next_position drop default,
    alter notes drop default;
alter table cart_line
    alter position drop default;
