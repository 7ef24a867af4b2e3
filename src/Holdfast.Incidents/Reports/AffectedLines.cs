using System.Globalization;
using Holdfast.Foundation;

namespace Holdfast.Incidents.Reports;

/// <summary>The part of a story that says who is affected: how many users, by what, measured until when. Keeps nothing.</summary>
internal static class AffectedLines
{
    public static IReadOnlyList<string> Of(IncidentReport report) => [.. Affected(report), .. Present(report)];

    private static List<string> Affected(IncidentReport report)
    {
        string service = report.Pool is null ? "The gateway" : $"Pool {report.Pool}";
        if (report.Unrecorded is { } gone)
        {
            string rest = report.Impact.BadSeconds == 0 ? "In the rest no harm to users was measured." : "What follows is of the rest.";
            return [$"{service}: what users felt from {IncidentStory.Clock(gone.From)} to {IncidentStory.Clock(gone.To)} UTC is not known, because the gateway was gone (holdfast incident show {gone.Incident}). {rest}", .. Hit(service, report.Impact, MeasuredUntil(report))];
        }

        if (report.Impact.UsersPercent is null)
        {
            return [report.IsGatewayGone ? "The gateway: nobody was served. How many users that hit is not known, because nothing was recorded meanwhile."
                : IsBeingMeasured(report) ? $"{service}: how many users are hurt is being measured." : $"{service}: how many users were hurt is not known, because nothing was measured."];
        }

        if (report.Outages.Count < 2 || report.Outages[^1].Impact is not { } own)
        {
            return report.Impact.BadSeconds == 0
                ? [IsBeingMeasured(report) ? $"{service}: how many users are hurt is being measured." : $"{service}: no harm to users was measured."]
                : Hit(service, report.Impact, MeasuredUntil(report));
        }

        string outage = string.Create(CultureInfo.InvariantCulture, $"{service}, outage {report.Outages.Count}");
        string sum = report.Outages.Count == 2 ? "Both outages together" : string.Create(CultureInfo.InvariantCulture, $"All {report.Outages.Count} outages together");
        return own.BadSeconds == 0
            ? [report.Status == "confirmed" ? $"{outage}: how many users are hurt is being measured." : $"{outage}: no harm to users was measured.", .. Hit(sum, report.Impact, "")]
            : [.. Hit(outage, own, MeasuredUntil(report)), .. Hit(sum, report.Impact, "")];
    }

    private static List<string> Hit(string what, ImpactReport impact, string until)
    {
        if (impact.BadSeconds == 0)
        {
            return [];
        }

        // A second with a few failures may count for its slowness alone: they are told all the same.
        if (impact is { Failed: 0, Refused: 0 } && impact.SlowSeconds == impact.BadSeconds)
        {
            return [string.Create(CultureInfo.InvariantCulture, $"{what}: answers took twice as long or more in {impact.SlowSeconds} s; of {Counted.Of(impact.Offered, "request")} none failed or was refused.{until}")];
        }

        return
        [
            string.Create(CultureInfo.InvariantCulture, $"{what}: {impact.UsersPercent:0.#} % of the users had a failed or refused request in the mean of {Counted.Of(impact.BadSeconds, "bad second")}, {impact.PeakUsersPercent:0.#} % in the worst one (estimated from distinct clients)."),
            string.Create(CultureInfo.InvariantCulture, $"{Counted.Of(impact.Failed, "request")} failed and {Counted.Were(impact.Refused)} refused, of {impact.Offered:0}{(impact.SlowSeconds > 0 ? $"; answers took twice as long or more in {impact.SlowSeconds} s" : "")}.{until}"),
            .. Whose(impact),
        ];
    }

    /// <summary>What is measured is some seconds old, and what it waits for is not the harm.</summary>
    private static IEnumerable<string> Present(IncidentReport report)
    {
        if (report is { Status: "confirmed", Now.Harm: null, Impact.BadSeconds: > 0 })
        {
            yield return "Nobody is hurt at this moment; it is over when that has held for a while.";
        }
    }

    private static IEnumerable<string> Whose(ImpactReport impact)
    {
        if (impact.OneClient is { } one)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"Of the refused requests {one.Refused:0} were those of {one.Client}, which asked for more than its share; all others together lost {one.OthersLost:0} of {one.OthersOffered:0}, and the measured severity is theirs.");
        }
    }

    /// <summary>While it lasts, figures are those of the last measurement, up to half a minute ago.</summary>
    private static string MeasuredUntil(IncidentReport report) =>
        report.Status is "confirmed" or "suspected" && report.Timeline.LastOrDefault(entry => entry.Kind == "impact") is { } last ? $" Measured until {IncidentStory.Clock(last.HappenedAt)} UTC." : "";

    private static bool IsBeingMeasured(IncidentReport report) => (report.Status == "confirmed" || report.Now?.Harm is not null) && !report.Timeline.Any(entry => entry.Kind == "impact");
}
