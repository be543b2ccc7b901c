/** Stock over HTTP. */
@org.jspecify.annotations.NullMarked
package souk.inventory.rest;
