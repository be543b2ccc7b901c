package souk.platform.command;

/**
 * Has a command carried out in a unit of work of its own, and throws what it was refused with. For
 * those who will ask again by themselves; others have {@link Errands}.
 */
public interface AtOnce {

    void carryOut(Object command);
}
