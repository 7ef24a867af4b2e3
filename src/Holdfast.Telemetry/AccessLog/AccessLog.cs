using System.Buffers;
using Holdfast.Foundation;

namespace Holdfast.Telemetry;

/// <summary>
/// One JSON line for each exchange. Workers append to rings of their own (<see cref="AccessLogWriter"/>); one background thread formats
/// and writes. When the file cannot be written entries are dropped and counted, which is said once a minute; no worker ever waits.
/// </summary>
public sealed class AccessLog : IDisposable
{
    private const int MinimumRingBytes = 64 * 1024;
    private const long MaximumRingBytes = 256 * 1024 * 1024;

    // Large enough that a write costs little per line, small enough to be one write to a pipe or disk.
    private const int BatchBytes = 64 * 1024;

    // Idle: a worker at 60,000 requests/s fills a ring of 1 MiB in about 70 ms. Nobody wakes this thread: that would cost workers a system call.
    private static readonly TimeSpan IdlePause = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan RetryPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ClosePatience = TimeSpan.FromSeconds(5);

    private readonly AccessLogWriter[] writers;
    private readonly AccessLogFile file;
    private readonly AccessLogFormatter formatter;
    private readonly AccessLogDropReport report;
    private readonly ArrayBufferWriter<byte> batch = new(2 * BatchBytes);
    private readonly ManualResetEventSlim firstOpen = new();
    private readonly ManualResetEventSlim stop = new();
    private readonly Thread thread;

    // Log thread only.
    private int linesInBatch;
    private bool isOpen;

    // Written by the log thread, read by any.
    private long written;
    private long writeFailures;
    private string? failure;

    // Set by any thread.
    private volatile bool reopen;

    public AccessLog(AccessLogOptions options, IClock clock, EventLog? events = null)
    {
        int capacity = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((ulong)Math.Clamp(options.BufferBytes, MinimumRingBytes, MaximumRingBytes));
        writers = [.. Enumerable.Range(0, options.Workers).Select(_ => new AccessLogWriter(capacity))];
        file = new(options.Path, options.StandardOutput);
        formatter = new(options.OutcomeLabels, clock);
        report = new(options.Path, clock, events);
        thread = new(Run) { IsBackground = true, Name = "access log" };
        thread.Start();
    }

    public long Written => Volatile.Read(ref written);

    public long DroppedByFullBuffer => writers.Sum(writer => writer.Dropped);

    public long DroppedByWriteFailure => Volatile.Read(ref writeFailures);

    /// <summary>Why nothing can be written just now; null when all is well.</summary>
    public string? Failure => Volatile.Read(ref failure);

    public AccessLogWriter Writer(int worker) => writers[worker];

    /// <summary>For a start that wants to say at once that the path is wrong: waits for the first attempt to open it.</summary>
    public string? WaitUntilOpened(TimeSpan patience) =>
        firstOpen.Wait(patience) ? Failure : "the file could not be opened in time (is it a pipe that nobody reads?)";

    /// <summary>After a rotation: the file is closed and opened again under its name, before the next line.</summary>
    public void Reopen() => reopen = true;

    /// <summary>Writes what the rings hold, then closes. Workers must have stopped appending.</summary>
    public void Dispose()
    {
        stop.Set();
        if (thread.Join(ClosePatience))
        {
            stop.Dispose();
            firstOpen.Dispose();
        }
    }

    private void Run()
    {
        bool stopping;
        bool busy;
        do
        {
            stopping = stop.IsSet;
            Turn(out busy);
            report.Turn(DroppedByFullBuffer, writeFailures, failure);
            if (!busy && !stopping)
            {
                stop.Wait(failure is null ? IdlePause : RetryPause);
            }
        }
        while (!stopping || busy);
        file.Dispose();
    }

    private void Turn(out bool busy)
    {
        busy = false;
        if (reopen)
        {
            reopen = false;
            file.Close();
            isOpen = false;
        }

        if (!isOpen && !TryOpen())
        {
            // The rings fill up meanwhile, and keep the oldest entries for when the file comes back.
            return;
        }

        formatter.SynchronizeClock();
        foreach (AccessLogWriter writer in writers)
        {
            busy |= Drain(writer);
        }

        Flush();
        busy &= failure is null;
    }

    private bool TryOpen()
    {
        Volatile.Write(ref failure, file.TryOpen());
        isOpen = failure is null;
        firstOpen.Set();
        return isOpen;
    }

    // True when there was so much that more may have come meanwhile. Bounded, so that one busy worker cannot starve the others' rings.
    private bool Drain(AccessLogWriter writer)
    {
        int batches = 0;
        while (writer.TryPeek(out AccessLogRecord record, out ReadOnlySpan<byte> texts))
        {
            formatter.Format(record, texts, batch);
            writer.Release(record);
            linesInBatch++;
            if (batch.WrittenCount >= BatchBytes)
            {
                Flush();
                if (failure is not null || ++batches == 16)
                {
                    return true;
                }
            }
        }

        return batches > 0;
    }

    private void Flush()
    {
        if (linesInBatch == 0)
        {
            return;
        }

        Volatile.Write(ref failure, file.TryWrite(batch.WrittenMemory));
        if (failure is null)
        {
            Volatile.Write(ref written, written + linesInBatch);
        }
        else
        {
            Volatile.Write(ref writeFailures, writeFailures + linesInBatch);
        }

        batch.ResetWrittenCount();
        linesInBatch = 0;
    }
}
