using Holdfast.Foundation;
using Holdfast.Storage.Records;
using Holdfast.Telemetry;

namespace Holdfast.Storage.Tests.Records;

/// <summary>What is saved of a damaged store has the room that it had there.</summary>
public sealed class RecordCopyTests : IDisposable
{
    private const int Count = 3000;

    private readonly string directory = Directory.CreateTempSubdirectory("holdfast-copy-").FullName;
    private readonly StringWriter log = new();
    private readonly VirtualClock clock = new();

    private string Store => Path.Combine(directory, "incidents.db");

    public void Dispose() => Directory.Delete(directory, recursive: true);

    [Theory]
    [InlineData(0)]
    [InlineData(0.5)]
    [InlineData(0.999)]
    public void DamagedAnywhere_TheNewStoreIsNoLarger_AndHasRoomForMore(double where)
    {
        using (RecordStore first = New(long.MaxValue / 4096))
        {
            for (int number = 1; number <= Count; number += 100)
            {
                first.Append([.. Enumerable.Range(number, 100).Select(One)]);
            }
        }

        long before = new FileInfo(Store).Length;
        Damage.OnePage(Store, where);
        using RecordStore store = New(before * 6 / 5);
        store.Append([]).Count.ShouldBeGreaterThan(Count - 20, log.ToString());
        for (int number = Count + 1; number <= Count + 200; number++)
        {
            store.Append([One(number)]);
            store.IsBroken.ShouldBeFalse($"record {number}: {log}");
        }

        store.Dispose();
        new FileInfo(Store).Length.ShouldBeLessThan(before * 6 / 5);
    }

    private RecordStore New(long bytes) => new(new RecordStoreOptions { Path = Store, Bytes = bytes }, clock, new EventLog(log, clock));

    private NewRecord One(int number) => new($"incident:{number % 7}", "noted", clock.UtcNow, $"{number} {new string('x', 300 + (number * 37 % 900))}");
}
