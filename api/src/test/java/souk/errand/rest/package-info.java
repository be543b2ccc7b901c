@org.jspecify.annotations.NullMarked
package souk.errand.rest;
