/** Sellers as admins and buyers look at them. */
@org.jspecify.annotations.NullMarked
package souk.seller.query;
