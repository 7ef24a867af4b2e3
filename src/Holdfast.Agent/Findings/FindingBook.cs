using Holdfast.Agent.Reports;

namespace Holdfast.Agent.Findings;

/// <summary>Since when each finding holds. One that is gone for a moment is still told: what flickers is read by nobody. One thread.</summary>
internal sealed class FindingBook
{
    private const int FindingsMaximum = 64;
    private static readonly TimeSpan HeldFor = TimeSpan.FromMinutes(2);

    private readonly Dictionary<(string Kind, string Subject), (HostFinding Finding, DateTimeOffset SeenAt)> held = [];

    public IReadOnlyList<HostFinding> Note(IEnumerable<HostFinding> found, DateTimeOffset now)
    {
        foreach (HostFinding finding in found)
        {
            (string, string) key = (finding.Kind, finding.Subject);
            DateTimeOffset since = finding.Since != default ? finding.Since : held.TryGetValue(key, out (HostFinding Finding, DateTimeOffset SeenAt) known) ? known.Finding.Since : now;
            if (held.Count < FindingsMaximum || held.ContainsKey(key))
            {
                held[key] = (finding with { Since = since }, now);
            }
        }

        foreach ((string, string) gone in held.Where(one => now - one.Value.SeenAt > HeldFor || one.Value.SeenAt > now).Select(one => one.Key).ToArray())
        {
            held.Remove(gone);
        }

        return [.. held.Values.Select(one => one.Finding).OrderBy(one => one.Kind, StringComparer.Ordinal).ThenBy(one => one.Subject, StringComparer.Ordinal)];
    }
}
