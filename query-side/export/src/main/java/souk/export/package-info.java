/** Takes events and projections elsewhere, as CSV and as Parquet. */
@org.jspecify.annotations.NullMarked
package souk.export;
