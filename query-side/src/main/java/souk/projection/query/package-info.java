/** How far projections are, and what to do about events they could not digest. */
@org.jspecify.annotations.NullMarked
package souk.projection.query;
