package souk.catalog.query;

import org.springframework.stereotype.Component;

/** What the shop shows of SKUs, whether they are for sale or not. */
@Component
class KnownListings implements Listings {

    // a SKU may have moved from one product to another of the same seller
    @Override
    public String of(String skuColumn) {
        return """
        select v.sku as listed_sku, v.product_id as listed_in, p.title as listed_as,
               v.price as listed_price, v.currency as listed_currency,
               not v.withdrawn and p.status = 'LISTED' and s.status = 'APPROVED' as for_sale
          from catalog_view.variant v
          join catalog_view.product p using (product_id)
          join catalog_view.seller s using (seller_id)
         where v.sku = %s
         order by v.withdrawn, p.status = 'ARCHIVED', v.product_id desc
         limit 1
        """
                .formatted(skuColumn);
    }
}
