@org.jspecify.annotations.NullMarked
package souk.projection.rest;
