package souk.account.rest;

/**
 * Events about a person.
 *
 * @param own whether all of them are: of others, only those that he has caused
 */
public record PersonalStream(String id, boolean own) {

    public static PersonalStream own(Object id) {
        return new PersonalStream(id.toString(), true);
    }

    public static PersonalStream shared(Object id) {
        return new PersonalStream(id.toString(), false);
    }
}
