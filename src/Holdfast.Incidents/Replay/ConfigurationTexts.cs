using Holdfast.Incidents.Lifecycle;
using Holdfast.Incidents.Timeline;

namespace Holdfast.Incidents.Replay;

/// <summary>
/// The last configurations that were in force, in memory. Only those that an incident needs are written: a service that is reconfigured every
/// minute would fill the store with pages that nobody asks for. The incidents' thread.
/// </summary>
internal sealed class ConfigurationTexts(IncidentBook book)
{
    // Whoever needs more of them to find what set an outage off has changed it eight times within an hour.
    private const int RecentMaximum = 8;
    private const int OfIncidentMaximum = 8;

    private readonly List<(string Fingerprint, string Text)> recent = [];

    public static string NameOf(string fingerprint) => $"configuration:{fingerprint}";

    /// <summary>It is in force now.</summary>
    public void See(string fingerprint, string text)
    {
        if (recent.Count > 0 && recent[^1].Fingerprint == fingerprint)
        {
            return;
        }

        recent.RemoveAll(one => one.Fingerprint == fingerprint);
        recent.Add((fingerprint, text));
        if (recent.Count > RecentMaximum)
        {
            recent.RemoveAt(0);
        }
    }

    /// <summary>What was in force and what the changes of its timeline replaced and brought, as far as it is known.</summary>
    public void KeepFor(Incident incident)
    {
        IEnumerable<string> wanted = incident.Of(EntryKind.ConfigurationKept).Select(entry => entry.Get("fingerprint"))
            .Concat(incident.Entries.Where(entry => entry.Get("change") == "configuration").SelectMany(entry => (string?[])[entry.Get("before"), entry.Get("after")]))
            .OfType<string>().Distinct().Take(OfIncidentMaximum);
        foreach (string fingerprint in wanted.Where(one => !book.HasText(NameOf(one))))
        {
            if (recent.Find(one => one.Fingerprint == fingerprint) is { Text: { } text })
            {
                book.KeepText(NameOf(fingerprint), text);
            }
        }
    }
}
