/** Products and categories over HTTP. */
@org.jspecify.annotations.NullMarked
package souk.catalog.rest;
