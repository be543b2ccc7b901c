/** Stock as sellers and the shop see it. */
@org.springframework.modulith.NamedInterface("query")
@org.jspecify.annotations.NullMarked
package souk.inventory.query;
