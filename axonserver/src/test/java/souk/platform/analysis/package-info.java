/** What becomes of events where analysts look. */
@org.jspecify.annotations.NullMarked
package souk.platform.analysis;
