/** How the tables of a projection are made anew from all events, while readers use the old ones. */
@org.jspecify.annotations.NullMarked
package souk.platform.query.rebuild;
