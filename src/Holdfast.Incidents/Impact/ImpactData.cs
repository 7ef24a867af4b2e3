using System.Globalization;
using Holdfast.Incidents.Timeline;

namespace Holdfast.Incidents.Impact;

/// <summary>A stretch of measured impact as an entry keeps it.</summary>
internal static class ImpactData
{
    private const string HeldName = "heldClient";
    private const string HeldOffered = "heldOffered";
    private const string HeldRefused = "heldRefused";
    private const string HeldSeconds = "heldSeconds";

    public static Dictionary<string, string> Write(ImpactSum sum, long from, long to)
    {
        Dictionary<string, string> data = Numbers(sum, from, to);
        if (sum.Held is { } held)
        {
            (data[HeldName], data[HeldOffered], data[HeldRefused], data[HeldSeconds]) = (held.Name, Text(held.Offered), Text(held.Refused), Text(held.Seconds));
        }

        return data;
    }

    private static Dictionary<string, string> Numbers(ImpactSum sum, long from, long to) => new()
    {
        ["from"] = Text(from),
        ["to"] = Text(to),
        ["firstBad"] = Text(sum.FirstBad),
        ["lastBad"] = Text(sum.LastBad),
        ["offered"] = Text(sum.Offered),
        ["failed"] = Text(sum.Failed),
        ["shed"] = Text(sum.Shed),
        ["overShare"] = Text(sum.OverShare),
        ["sessionsCut"] = Text(sum.SessionsCut),
        ["clientSeconds"] = Text(sum.ClientSeconds),
        ["hitClientSeconds"] = Text(sum.HitClientSeconds),
        ["badSeconds"] = Text(sum.BadSeconds),
        ["slowSeconds"] = Text(sum.SlowSeconds),
        ["peakShare"] = Text(sum.PeakShare),
        ["peakAt"] = Text(sum.PeakAt),
        ["criticalOffered"] = Text(sum.CriticalOffered),
        ["criticalBad"] = Text(sum.CriticalBad),
    };

    public static ImpactSum Read(TimelineEntry entry) => new(
        (long)entry.Number("firstBad"),
        (long)entry.Number("lastBad"),
        entry.Number("offered"),
        entry.Number("failed"),
        entry.Number("shed"),
        entry.Number("clientSeconds"),
        entry.Number("hitClientSeconds"),
        (int)entry.Number("badSeconds"),
        (int)entry.Number("slowSeconds"),
        entry.Number("peakShare"),
        (long)entry.Number("peakAt"),
        entry.Number("criticalOffered"),
        entry.Number("criticalBad"))
    {
        OverShare = entry.Number("overShare"),
        SessionsCut = entry.Number("sessionsCut"),
        Held = entry.Get(HeldName) is { } name ? new HeldClient(name, entry.Number(HeldOffered), entry.Number(HeldRefused), entry.Number(HeldSeconds)) : null,
    };

    private static string Text(double value) => Math.Round(value, 4).ToString(CultureInfo.InvariantCulture);
}
