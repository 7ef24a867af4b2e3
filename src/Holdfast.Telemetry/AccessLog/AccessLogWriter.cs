using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Holdfast.Telemetry;

/// <summary>
/// A worker's end of the access log: a ring of bytes with one writer (the worker) and one reader (the log's thread). Never blocks,
/// locks or allocates; what does not fit is dropped and counted. Next: AccessLogFormatter.
/// </summary>
public sealed class AccessLogWriter : PaddedCounters
{
    private const int Alignment = 8;
    private static readonly int HeaderBytes = Align(Unsafe.SizeOf<AccessLogRecord>());

    // Written once at start.
    private readonly byte[] ring;

    // Worker only; positions grow for ever, their low bits are the place in the ring.
    private long dropped;
    private long lastSeenRead;

    // Each written by one side and read by the other, far apart in memory.
    private readonly long[] positions = new long[48];
    private const int Written = 16;
    private const int Read = 32;

    internal AccessLogWriter(int capacity) => ring = new byte[capacity];

    /// <summary>Entries that did not fit.</summary>
    public long Dropped => Volatile.Read(ref dropped);

    /// <summary>Worker only. False when the entry was dropped.</summary>
    public bool TryAppend(in AccessLogEntry entry)
    {
        AccessLogRecord record = default;
        ReadOnlySpan<byte> path = AccessLogText.PathOnly(entry.Path);
        int length = HeaderBytes;
        length += Measure(ref record, AccessLogText.Method, entry.Method);
        length += Measure(ref record, AccessLogText.Host, entry.Host);
        length += Measure(ref record, AccessLogText.Path, path);
        length += Measure(ref record, AccessLogText.UserAgent, entry.UserAgent);
        length += Measure(ref record, AccessLogText.RequestId, entry.RequestId);
        length += Measure(ref record, AccessLogText.Route, entry.Route);
        length += Measure(ref record, AccessLogText.Pool, entry.Pool);
        length += Measure(ref record, AccessLogText.Server, entry.Server);
        length += Measure(ref record, AccessLogText.Reason, entry.Reason);
        length += Measure(ref record, AccessLogText.TraceParent, entry.TraceParent);
        record.Length = Align(length);
        if (!TryReserve(record.Length, out long start))
        {
            dropped++;
            return false;
        }

        Copy(ref record, entry, path, ring.AsSpan((int)(start & (ring.Length - 1)), record.Length));
        Volatile.Write(ref positions[Written], start + record.Length);
        return true;
    }

    /// <summary>Log thread only. The bytes stay valid until <see cref="Release"/>.</summary>
    internal bool TryPeek(out AccessLogRecord record, out ReadOnlySpan<byte> texts)
    {
        long read = positions[Read];
        if (read == Volatile.Read(ref positions[Written]))
        {
            record = default;
            texts = default;
            return false;
        }

        ReadOnlySpan<byte> here = ring.AsSpan((int)(read & (ring.Length - 1)));
        if (MemoryMarshal.Read<int>(here) == AccessLogRecord.Wrap)
        {
            Volatile.Write(ref positions[Read], read + here.Length);
            return TryPeek(out record, out texts);
        }

        record = MemoryMarshal.Read<AccessLogRecord>(here);
        texts = here[HeaderBytes..record.Length];
        return true;
    }

    /// <summary>Log thread only: done with the record that was peeked at.</summary>
    internal void Release(in AccessLogRecord record) => Volatile.Write(ref positions[Read], positions[Read] + record.Length);

    private static int Align(int length) => (length + Alignment - 1) & -Alignment;

    private static int Measure(ref AccessLogRecord record, int text, ReadOnlySpan<byte> value)
    {
        int length = Math.Min(value.Length, AccessLogText.MaximumLengths[text]);
        record.Lengths[text] = (ushort)length;
        return length;
    }

    private static void Copy(ref AccessLogRecord record, in AccessLogEntry entry, ReadOnlySpan<byte> path, Span<byte> destination)
    {
        record.Status = entry.Status;
        record.Outcome = entry.Outcome;
        record.Retries = entry.Retries;
        record.FinishedNanoseconds = entry.FinishedNanoseconds;
        record.DurationNanoseconds = entry.DurationNanoseconds;
        record.WaitNanoseconds = entry.WaitNanoseconds;
        record.BytesIn = entry.BytesIn;
        record.BytesOut = entry.BytesOut;
        record.Client = entry.Client;
        record.Proxy = entry.Proxy;
        MemoryMarshal.Write(destination, record);

        Span<byte> texts = destination[HeaderBytes..];
        texts = CopyText(record, AccessLogText.Method, entry.Method, texts);
        texts = CopyText(record, AccessLogText.Host, entry.Host, texts);
        texts = CopyText(record, AccessLogText.Path, path, texts);
        texts = CopyText(record, AccessLogText.UserAgent, entry.UserAgent, texts);
        texts = CopyText(record, AccessLogText.RequestId, entry.RequestId, texts);
        texts = CopyText(record, AccessLogText.Route, entry.Route, texts);
        texts = CopyText(record, AccessLogText.Pool, entry.Pool, texts);
        texts = CopyText(record, AccessLogText.Server, entry.Server, texts);
        texts = CopyText(record, AccessLogText.Reason, entry.Reason, texts);
        CopyText(record, AccessLogText.TraceParent, entry.TraceParent, texts);
    }

    private static Span<byte> CopyText(scoped in AccessLogRecord record, int text, ReadOnlySpan<byte> value, Span<byte> destination)
    {
        int length = record.Lengths[text];
        value[..length].CopyTo(destination);
        return destination[length..];
    }

    // A record never wraps: when it does not fit before the ring's end, that rest is marked and skipped.
    private bool TryReserve(int length, out long start)
    {
        long written = positions[Written];
        int untilEnd = ring.Length - (int)(written & (ring.Length - 1));
        int skipped = length <= untilEnd ? 0 : untilEnd;
        start = written + skipped;
        if (!HasRoomUpTo(start + length))
        {
            return false;
        }

        if (skipped > 0)
        {
            MemoryMarshal.Write(ring.AsSpan(ring.Length - skipped), AccessLogRecord.Wrap);
        }

        return true;
    }

    // The reader's position is looked at only when the last known one does not do: that line lives in the reader's cache.
    private bool HasRoomUpTo(long end)
    {
        if (end - lastSeenRead <= ring.Length)
        {
            return true;
        }

        lastSeenRead = Volatile.Read(ref positions[Read]);
        return end - lastSeenRead <= ring.Length;
    }
}
