create table seller (
    seller_id         text   not null collate "C" primary key,
    account_id        text   not null collate "C",
    name              text   not null,
    tier              text   not null,
    status            text   not null,
    suspension_reason text,
    version           bigint not null
);

create index seller_by_status on seller (status, seller_id);
