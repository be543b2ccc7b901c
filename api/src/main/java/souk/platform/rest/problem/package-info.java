/** How HTTP says no: RFC 9457 problems with stable codes, from whatever went wrong wherever. */
@org.jspecify.annotations.NullMarked
package souk.platform.rest.problem;
