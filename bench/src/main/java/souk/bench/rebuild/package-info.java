/** How fast projections are made anew. */
@org.jspecify.annotations.NullMarked
package souk.bench.rebuild;
