/** Products as the shop shows them. */
@org.springframework.modulith.NamedInterface("query")
@org.jspecify.annotations.NullMarked
package souk.catalog.query;
