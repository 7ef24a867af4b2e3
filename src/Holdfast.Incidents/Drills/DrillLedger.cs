using System.Collections.Immutable;
using System.Text.Json;
using Holdfast.Storage.Records;

namespace Holdfast.Incidents.Drills;

/// <summary>
/// Every run of a drill with its verdict, in the order in which they were recorded; nothing is ever changed. Several processes may use one
/// file: runs write, a gateway reads. Any thread (lock around the store). Next: <see cref="DrillVerdict"/>.
/// </summary>
public sealed class DrillLedger(IRecordStore store)
{
    private const string Prefix = "drill:";
    private const string Kind = "DrillVerdict";

    private readonly Lock gate = new();
    private ImmutableList<DrillVerdict> verdicts = [];

    /// <summary>New verdicts are only in memory at the moment.</summary>
    public bool IsBroken => store.IsBroken;

    /// <summary>Oldest first, as of the last <see cref="Refresh"/> or <see cref="Append"/>.</summary>
    public IReadOnlyList<DrillVerdict> All => Volatile.Read(ref verdicts);

    /// <summary>Reads what other processes have written. Waits for the disk.</summary>
    public void Refresh() => Take([]);

    /// <returns>The verdict with its number.</returns>
    public DrillVerdict Append(DrillVerdict verdict)
    {
        NewRecord record = new(Prefix + verdict.Scenario, Kind, verdict.StartedAt, JsonSerializer.Serialize(verdict, DrillJson.Default.DrillVerdict));
        lock (gate)
        {
            Take([record]);
            return verdicts[^1];
        }
    }

    public DrillVerdict? Find(long number) => All.FirstOrDefault(verdict => verdict.Number == number);

    /// <summary>Newest first.</summary>
    public IEnumerable<DrillVerdict> Of(string scenario) => All.Reverse().Where(verdict => verdict.Scenario == scenario);

    /// <summary>The last that was said of a scenario and <see cref="DrillVerdict.CountsAsProof"/>; null when nothing was.</summary>
    /// <param name="gateway">Of which gateway; its peers' verdicts are in the ledger too.</param>
    /// <param name="instance">Of whose incidents the page is, where it says so; null for anybody's.</param>
    public DrillVerdict? Newest(string scenario, string gateway = "holdfast", string? instance = null) =>
        Of(scenario).FirstOrDefault(verdict => verdict.Gateway == gateway && verdict.CountsAsProof && verdict.IsOf(instance));

    private void Take(IReadOnlyList<NewRecord> records)
    {
        lock (gate)
        {
            Volatile.Write(ref verdicts, verdicts.AddRange(store.Append(records).Select(Read).OfType<DrillVerdict>()));
        }
    }

    /// <summary>What a later program has written and this one does not know is left out.</summary>
    private static DrillVerdict? Read(StoredRecord record)
    {
        try
        {
            return record.Kind == Kind && JsonSerializer.Deserialize(record.Body, DrillJson.Default.DrillVerdict) is { } verdict
                ? verdict with { Number = record.Id, RecordedAt = record.RecordedAt }
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
