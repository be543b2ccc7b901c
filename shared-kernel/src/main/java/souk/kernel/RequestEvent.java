package souk.kernel;

/**
 * What becomes of keyed requests. Stored in the unit of work of the command itself: both or
 * neither.
 */
public sealed interface RequestEvent {

    /** The command sent under this key has been carried out; it is not carried out again. */
    @Published("kernel.RequestHandled")
    record RequestHandled(String key, String command) implements RequestEvent {}
}
