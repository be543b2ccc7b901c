/** How projections run: their tables, batches, positions and dead letters. */
@org.jspecify.annotations.NullMarked
package souk.platform.query;
