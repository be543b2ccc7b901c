/** Tests of what keepers of projections see and do. */
@org.jspecify.annotations.NullMarked
package souk.projection.query;
