using Holdfast.Diagnosis.Evidence;
using Holdfast.Diagnosis.Evidence.Sources;
using Holdfast.Diagnosis.Hypotheses;

namespace Holdfast.Diagnosis.Ranking;

/// <summary>Makes of what a cause suggests a command that can be copied as it stands: with the servers, and with the configuration to go back to.</summary>
internal static class OfferedCommands
{
    // A line for each of more servers than these helps nobody; who has so many has a program for it.
    private const int ServersMaximum = 16;
    private static readonly TimeSpan ChangeBefore = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan ChangeAfter = TimeSpan.FromSeconds(6);

    public static Mitigation Fill(Mitigation offered, Situation situation)
    {
        if (offered.PutsBack)
        {
            return Before(situation) is { } fingerprint
                ? offered with { Command = $"holdfast reload --to {fingerprint}" }
                : offered with { Text = offered.Text + ", and apply it" };
        }

        offered = offered.Text.Contains(Mitigation.TwiceTheConnections, StringComparison.Ordinal) ? offered with { Text = offered.Text.Replace(Mitigation.TwiceTheConnections, TwiceTheConnections(situation), StringComparison.Ordinal) } : offered;
        return offered.Command is not { } command ? offered
            : command.Contains(Mitigation.Server, StringComparison.Ordinal) ? offered with { Command = ForServers(offered, situation) }
            : command.Contains(Mitigation.Client, StringComparison.Ordinal) ? offered with
            {
                Command = BusiestClient.Of(situation) is { } client ? command.Replace(Mitigation.Client, client, StringComparison.Ordinal) : null,
            }
            : offered;
    }

    /// <summary>The configuration that was in use before the first of the changes that may have done it; null where none was changed shortly before.</summary>
    public static string? Before(Situation situation)
    {
        DateTimeOffset onset = DateTimeOffset.FromUnixTimeSeconds(situation.Onset);
        return situation.Changes.Between(onset - ChangeBefore, onset + ChangeAfter)
            .Where(change => change.Kind == ChangeKind.Configuration && change.Before is { Length: > 0 } before && before.All(char.IsAsciiHexDigitLower))
            .MinBy(change => change.HappenedAt)?.Before;
    }

    // Of each server, as the configuration counts them.
    private static string TwiceTheConnections(Situation situation)
    {
        double now = situation.Servers.Select(server => situation.Of(server, Signal.ConnectionCap).Now).Where(cap => cap > 0).DefaultIfEmpty(double.NaN).Max();
        return double.IsNaN(now) ? "N" : (2 * now).ToString("0", System.Globalization.CultureInfo.InvariantCulture);
    }

    private static string? ForServers(Mitigation offered, Situation situation)
    {
        string[] names = [.. Servers(offered, situation).Select(Mitigation.Quoted)];
        // Of a network that is sick everywhere nothing is gained by sending less to a few.
        bool areAll = (offered.IsForNewVersion && names.Length == situation.Servers.Count) || (offered.IsForCutOff && 2 * names.Length > situation.Servers.Count);
        return names.Length switch
        {
            // With the new version everywhere, nobody would be left to serve.
            _ when areAll => null,
            0 or > ServersMaximum => null,
            1 => offered.Command!.Replace(Mitigation.Server, names[0], StringComparison.Ordinal),
            _ => $"for server in {string.Join(' ', names)}; do {offered.Command!.Replace(Mitigation.Server, "\"$server\"", StringComparison.Ordinal)}; done",
        };
    }

    private static IEnumerable<string> Servers(Mitigation offered, Situation situation)
    {
        HashSet<string>? changed = offered.IsForNewVersion ? [.. NewVersion.Changed(situation)] : null;
        HashSet<SeriesSubject>? cutOff = offered.IsForCutOff ? [.. HitNetwork.CutOff([.. situation.Symptoms]).Select(symptom => symptom.Server)] : null;
        return situation.Servers.Where(server => changed?.Contains(server.Name) != false && cutOff?.Contains(server) != false).Select(SubjectNames.LastPart).Order(StringComparer.Ordinal);
    }
}
