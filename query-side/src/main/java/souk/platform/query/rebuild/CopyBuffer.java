package souk.platform.query.rebuild;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Rows in the binary format of COPY. */
final class CopyBuffer {

    private static final byte[] SIGNATURE = {
        'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
    };
    private static final int NULL = -1;
    private static final VarHandle INTS =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private byte[] bytes = new byte[1 << 16];
    private int size;

    CopyBuffer start() {
        return raw(SIGNATURE);
    }

    void end() {
        small(-1);
    }

    byte[] bytes() {
        return bytes;
    }

    int size() {
        return size;
    }

    void clear() {
        size = 0;
    }

    /** Without a length before it. */
    CopyBuffer small(int value) {
        ensure(Short.BYTES);
        bytes[size++] = (byte) (value >> 8);
        bytes[size++] = (byte) value;
        return this;
    }

    /** Without a length before it. */
    CopyBuffer word(int value) {
        ensure(Integer.BYTES);
        INTS.set(bytes, size, value);
        size += Integer.BYTES;
        return this;
    }

    /** Without a length before it. */
    CopyBuffer longWord(long value) {
        ensure(Long.BYTES);
        LONGS.set(bytes, size, value);
        size += Long.BYTES;
        return this;
    }

    /** Without a length before it. */
    CopyBuffer single(int value) {
        ensure(Byte.BYTES);
        bytes[size++] = (byte) value;
        return this;
    }

    CopyBuffer raw(byte[] value) {
        ensure(value.length);
        System.arraycopy(value, 0, bytes, size, value.length);
        size += value.length;
        return this;
    }

    void nothing() {
        word(NULL);
    }

    void text(String value) {
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        word(utf8.length).raw(utf8);
    }

    /** Leaves room for a length; {@link #close} writes it. */
    int open() {
        word(0);
        return size;
    }

    void close(int opened) {
        INTS.set(bytes, opened - Integer.BYTES, size - opened);
    }

    private void ensure(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
        }
    }
}
