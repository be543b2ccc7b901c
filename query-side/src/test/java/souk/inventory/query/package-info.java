/** Tests of what keepers see of their stock. */
@org.jspecify.annotations.NullMarked
package souk.inventory.query;
