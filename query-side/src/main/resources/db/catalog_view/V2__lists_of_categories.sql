-- a page of a category is as many entries of an index, in any order
create index product_by_category_and_price on product (category_id, min_price, product_id)
    where status = 'LISTED';
create index product_by_category_and_title on product (category_id, title_key, product_id)
    where status = 'LISTED';
