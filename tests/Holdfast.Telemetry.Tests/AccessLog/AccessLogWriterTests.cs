using System.Text;

namespace Holdfast.Telemetry.Tests;

public sealed class AccessLogWriterTests
{
    [Fact]
    public void FullRing_DropsAndCounts_ThenTakesAgainOnceRead()
    {
        AccessLogWriter writer = new(1024);
        int taken = 0;
        while (Append(writer, taken))
        {
            taken++;
        }

        taken.ShouldBeGreaterThan(3);
        writer.Dropped.ShouldBe(1);
        Append(writer, 0).ShouldBeFalse();
        writer.Dropped.ShouldBe(2);

        Read(writer).ShouldBe("/0");
        Append(writer, 99).ShouldBeTrue();
    }

    [Fact]
    public void EntryLargerThanTheRing_IsDropped()
    {
        AccessLogWriter writer = new(256);
        writer.TryAppend(new() { Path = new byte[1000] }).ShouldBeFalse();
        writer.Dropped.ShouldBe(1);
    }

    [Fact]
    public void EntriesOfAllSizes_ComeOutWholeAndInOrder_AroundTheRingManyTimes()
    {
        AccessLogWriter writer = new(1024);
        for (int entry = 0; entry < 10_000; entry++)
        {
            string path = "/" + entry + new string('x', entry % 173);
            writer.TryAppend(new() { Path = Encoding.UTF8.GetBytes(path), Server = "s"u8 }).ShouldBeTrue();
            Read(writer).ShouldBe(path);
        }
    }

    [Fact]
    public void WorkerAndReaderAtOnce_LoseOnlyWhatIsCounted()
    {
        AccessLogWriter writer = new(4096);
        const int Entries = 200_000;
        Thread worker = new(() =>
        {
            for (int entry = 0; entry < Entries; entry++)
            {
                Append(writer, entry);
            }
        });
        worker.Start();
        int last = -1;
        int read = 0;
        while (worker.IsAlive || writer.TryPeek(out _, out _))
        {
            if (Read(writer) is string path)
            {
                int entry = int.Parse(path.AsSpan(1), System.Globalization.CultureInfo.InvariantCulture);
                entry.ShouldBeGreaterThan(last);
                last = entry;
                read++;
            }
        }

        (read + writer.Dropped).ShouldBe(Entries);
    }

    [Fact]
    public void Appending_AllocatesNothing()
    {
        AccessLogWriter writer = new(64 * 1024);
        AppendAndRelease(writer);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int entry = 0; entry < 100_000; entry++)
        {
            AppendAndRelease(writer);
        }

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
        writer.Dropped.ShouldBe(0);
    }

    private static void AppendAndRelease(AccessLogWriter writer)
    {
        writer.TryAppend(new() { Method = "GET"u8, Host = "shop.example"u8, Path = "/cart?x=1"u8, Route = "shop"u8 });
        writer.TryPeek(out AccessLogRecord record, out _);
        writer.Release(record);
    }

    private static bool Append(AccessLogWriter writer, int number) => writer.TryAppend(new() { Path = Encoding.UTF8.GetBytes("/" + number) });

    private static string? Read(AccessLogWriter writer)
    {
        if (!writer.TryPeek(out AccessLogRecord record, out ReadOnlySpan<byte> texts))
        {
            return null;
        }

        string path = Encoding.UTF8.GetString(texts[..record.Lengths[AccessLogText.Path]]);
        writer.Release(record);
        return path;
    }
}
