using System.Globalization;
using Holdfast.Telemetry;

namespace Holdfast.Storage.Records;

/// <summary>How full the file is, said once while there is time. Owner: <see cref="RecordStore"/>, under its lock.</summary>
internal sealed class RecordRoom(RecordStoreOptions options, EventLog events)
{
    private const double BytesOfMebibyte = 1024 * 1024;

    private bool isTold;

    /// <summary>0 to 1.</summary>
    public double UsedShare { get; private set; }

    /// <summary>A bound that is met without a word is an outage of its own.</summary>
    public void Look(long usedBytes)
    {
        UsedShare = (double)usedBytes / options.Bytes;
        bool isNear = UsedShare >= RecordStoreOptions.TellAt;
        if (isNear && !isTold)
        {
            events.Warning("incident-store",
                string.Create(CultureInfo.InvariantCulture,
                    $"the store {options.Path} takes {100 * UsedShare:0} % of its "
                    + $"{options.Bytes / BytesOfMebibyte:0.##} MiB: when it is full, records are in memory only. Stop the gateway, move the file away and start again: a new one is begun"));
        }

        isTold = isNear;
    }
}
