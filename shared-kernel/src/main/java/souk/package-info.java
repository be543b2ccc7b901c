/** Souk, an event-sourced commerce engine: one package per capability, one sub-package per side. */
@org.jspecify.annotations.NullMarked
package souk;
