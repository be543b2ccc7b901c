/** The example of docs/analysts.md: why things are given back. */
@org.jspecify.annotations.NullMarked
package souk.returns.query;
