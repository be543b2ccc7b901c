package souk.kernel;

import souk.kernel.proof.StoredRecord;

/** What nobody may know yet, or ever, of events that are stored. */
public interface EventSecrets {

    /** Whether what was {@link Secret} in the stream is so no more: once it is, it stays so. */
    boolean isDisclosed(String stream);

    /** Whether nobody is told that this has happened. */
    boolean isUntold(StoredRecord stored);

    /** Whether it holds anything that is still a secret, or always is one. */
    boolean areIn(StoredRecord stored);
}
