using System.Text.RegularExpressions;
using Holdfast.Incidents.Lifecycle;
using Holdfast.Incidents.Timeline;

namespace Holdfast.Incidents.Reports;

/// <summary>The cause of an incident in the words of the API, with what its entry keeps beside it. Keeps nothing.</summary>
internal static partial class CauseStatementReports
{
    // What speaks less for it is in --all and in `holdfast why`.
    private const int EvidenceMaximum = 2;

    /// <summary>The cause that stands.</summary>
    public static CauseStatementReport? Of(Incident incident) => incident.Correction is { } corrected
        ? new CauseStatementReport(corrected.Name, corrected.Claim, 1, null, null, null, corrected.At, corrected.Reference) { CorrectedBy = corrected.By } : Diagnosed(incident);

    /// <summary>As the diagnosis stated it, whatever people have made of it.</summary>
    public static CauseStatementReport? Diagnosed(Incident incident) => incident.Cause is { } cause
        ? new CauseStatementReport(cause.Name, cause.Claim, cause.Probability, cause.Trigger, cause.Sustaining, cause.Contributing, cause.At, cause.Reference)
        {
            Evidence = incident.Entries.Find(entry => entry.Reference == cause.Reference) is { } found ? Strongest(found.Get("for")?.Split('\n') ?? [], cause.Claim) : [],
            Client = ClientOf(incident, cause),
            ServersBack = Back(incident, cause),
        }
        : null;

    /// <summary>What the claim says already is no evidence of it.</summary>
    public static IReadOnlyList<string> Strongest(IEnumerable<string> evidence, string claim) =>
        [.. evidence.Where(text => text.Length > 0 && !claim.Contains(text, StringComparison.Ordinal)).Take(EvidenceMaximum)];

    /// <summary>The client that the offered bound is for: the diagnosis names it there alone.</summary>
    private static string? ClientOf(Incident incident, CauseStatement cause) =>
        incident.Entries.Find(entry => entry.Reference == cause.Reference)?.Get("advice") is { } advice && Throttle().Match(advice) is { Success: true } match ? match.Groups["client"].Value : null;

    private static IReadOnlyList<ServerBackReport> Back(Incident incident, CauseStatement cause) =>
        incident.Of(EntryKind.CauseFound).LastOrDefault(entry => entry.Reference == cause.Reference) is { } found
            ? [.. BlamedServers.Of(incident, found).Where(server => server.BackSince is not null).Select(server => new ServerBackReport(server.Name, server.BackSince!.Value))] : [];

    // A name with odd letters is in quotes, as a shell takes it.
    [GeneratedRegex(@"holdfast throttle (?<client>'[^']*'|\S+) \d+/s", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Throttle();
}
