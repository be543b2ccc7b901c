create table stock (
    sku       text    not null collate "C" primary key,
    seller    text    not null collate "C",
    on_hand   integer not null,
    reserved  integer not null,
    available integer not null,
    threshold integer not null,
    low       boolean not null,
    version   bigint  not null
);

create index stock_of_seller on stock (seller, sku);
create index stock_that_is_low on stock (seller, sku) where low;
