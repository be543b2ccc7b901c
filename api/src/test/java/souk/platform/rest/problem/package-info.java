@org.jspecify.annotations.NullMarked
package souk.platform.rest.problem;
