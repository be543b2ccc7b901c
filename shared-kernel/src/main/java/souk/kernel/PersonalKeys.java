package souk.kernel;

/** What personal values are sealed with, as far as those need it who forget somebody. */
public interface PersonalKeys {

    /** Makes everything about the subject unreadable, for ever and everywhere; again is no harm. */
    void erase(String subject);
}
