create table product (
    product_id       text    not null collate "C" primary key, -- in the order of creation
    seller_id        text    not null collate "C",
    slug             text    not null collate "C",
    title            text    not null,
    description      text    not null,
    brand            text,
    brand_key        text    collate "C", -- the brand without its ornaments
    category_id      text    collate "C",
    featured         boolean not null,
    status           text    not null,
    images           text[]  not null,
    attribute_names  text[]  not null,
    attribute_values text[]  not null,
    skus             text[]  not null, -- of its variants, in their order
    currency         text    not null,
    min_price        bigint  not null,
    max_price        bigint  not null,
    title_key        text    not null collate "C", -- what it is sorted by
    title_words      text[]  not null,
    words            text[]  not null,
    version          bigint  not null,
    -- words come folded: no text search configuration, whatever the database's locale
    title_search     tsvector generated always as (array_to_tsvector(title_words)) stored,
    search           tsvector generated always as (array_to_tsvector(words)) stored
);

create index product_search on product using gin (search);
create index product_by_slug on product (slug);
create index product_by_seller on product (seller_id, product_id);
create index product_by_category on product (category_id, product_id) where status = 'LISTED';
create index product_by_brand on product (brand_key, product_id) where status = 'LISTED';
create index product_by_price on product (min_price, product_id) where status = 'LISTED';
create index product_by_title on product (title_key, product_id) where status = 'LISTED';
create index product_featured on product (product_id) where status = 'LISTED' and featured;
create index product_by_age on product (product_id) where status = 'LISTED';

create table variant (
    product_id       text    not null collate "C",
    sku              text    not null collate "C",
    option_names     text[]  not null,
    option_values    text[]  not null,
    price            bigint  not null,
    currency         text    not null,
    compare_at_price bigint,
    withdrawn        boolean not null,
    primary key (product_id, sku)
);

create index variant_by_sku on variant (sku);

create table seller (
    seller_id text not null collate "C" primary key,
    name      text not null,
    status    text not null
);

create table category (
    category_id text not null collate "C" primary key,
    name        text not null,
    slug        text not null collate "C",
    parent_id   text collate "C"
);

create index category_by_parent on category (parent_id);
create index category_by_slug on category (slug);

create table tree (
    tree    text   not null collate "C" primary key,
    version bigint not null
);

-- all words of titles and brands, for correcting those of queries
create table word (
    word     text   not null collate "C" primary key,
    trigrams text[] not null
);

create index word_by_trigram on word using gin (trigrams);
