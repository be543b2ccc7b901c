package souk.audit;

import java.util.Map;

/**
 * Something as those who decide about it saw it then.
 *
 * @param type published name of what it is
 * @param asOf which event was the last
 * @param state its fields, as a tree of maps, lists and values; what is null is left out
 */
public record StateView(String id, String type, AsOf asOf, Map<String, Object> state) {}
