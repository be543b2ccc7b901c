/** Figures, added up while they come. */
@org.jspecify.annotations.NullMarked
package souk.stats.query;
