package io.mpaas.planning.value;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * The gzip format (RFC 1952) from memory to memory: a header of ten bytes, the deflated bytes (RFC 1951), their CRC-32 and
 * their number.
 */
public final class Gzip {
    private static final byte[] HEADER = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 2, (byte) 0xff};
    private static final int TRAILER = 8;
    private static final int CHUNK = 64 << 10;

    private Gzip() {}

    public static byte[] pack(byte[] bytes) {
        try (Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true)) {
            deflater.setInput(bytes);
            deflater.finish();
            byte[] packed = Arrays.copyOf(HEADER, HEADER.length + CHUNK);
            int length = HEADER.length;
            while (!deflater.finished()) {
                packed = withRoom(packed, length);
                length += deflater.deflate(packed, length, packed.length - length);
            }
            return ByteBuffer.allocate(length + TRAILER)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .put(packed, 0, length)
                    .putInt(crc(bytes, bytes.length))
                    .putInt(bytes.length)
                    .array();
        }
    }

    /** Empty if it is not what {@link #pack} makes, or has more than so many bytes when it is unpacked. */
    public static Optional<byte[]> unpack(byte[] packed, int most) {
        boolean hasHeader = packed.length >= HEADER.length + TRAILER && Arrays.equals(packed, 0, 4, HEADER, 0, 4);
        if (!hasHeader) {
            return Optional.empty();
        }
        try (Inflater inflater = new Inflater(true)) {
            inflater.setInput(packed, HEADER.length, packed.length - HEADER.length - TRAILER);
            byte[] bytes = new byte[CHUNK];
            int length = 0;
            while (!inflater.finished()) {
                bytes = withRoom(bytes, length);
                int more = inflater.inflate(bytes, length, bytes.length - length);
                length += more;
                if (length > most || more == 0) {
                    return Optional.empty();
                }
            }
            int crc = ByteBuffer.wrap(packed).order(ByteOrder.LITTLE_ENDIAN).getInt(packed.length - TRAILER);
            return crc == crc(bytes, length) ? Optional.of(Arrays.copyOf(bytes, length)) : Optional.empty();
        } catch (DataFormatException e) {
            return Optional.empty();
        }
    }

    private static byte[] withRoom(byte[] bytes, int used) {
        return bytes.length - used > 0 ? bytes : Arrays.copyOf(bytes, bytes.length * 2);
    }

    private static int crc(byte[] bytes, int length) {
        CRC32 crc = new CRC32();
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }
}
