package souk.platform.store;

/** Somebody tried to store personal data of a subject that has been erased. */
public class ErasedSubjectException extends IllegalStateException {

    public ErasedSubjectException(String subject) {
        super(
                "The subject "
                        + subject
                        + " has been erased; nothing personal is stored about it any more");
    }
}
