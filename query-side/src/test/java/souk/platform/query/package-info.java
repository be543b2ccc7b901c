/** Tests of how projections run, with a projection made for them. */
@org.jspecify.annotations.NullMarked
package souk.platform.query;
