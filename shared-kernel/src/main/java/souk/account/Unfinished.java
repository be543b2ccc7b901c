package souk.account;

/**
 * Why somebody can't be forgotten yet.
 *
 * @param what such as {@code order}
 * @param id which one
 * @param why in a sentence for a person
 */
public record Unfinished(String what, String id, String why) {}
