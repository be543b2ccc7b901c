/** Stock as sellers and the shop see it. */
@org.jspecify.annotations.NullMarked
package souk.inventory.query;
