/** History as an analyst sees it: events as SQL views, and who may read what. */
@org.jspecify.annotations.NullMarked
package souk.platform.analysis;
