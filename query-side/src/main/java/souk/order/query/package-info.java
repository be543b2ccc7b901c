/** Orders as buyers, sellers and admins look at them. */
@org.jspecify.annotations.NullMarked
package souk.order.query;
