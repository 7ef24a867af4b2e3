using System.CommandLine;
using System.Globalization;
using Holdfast.Foundation;
using Holdfast.Telemetry.Series;

namespace Holdfast.Cli;

internal static class IncidentNoteCommand
{
    public static Command Create()
    {
        Argument<string> incident = IncidentCalls.IncidentArgument();
        Argument<string> text = new("TEXT") { Description = "What was seen, done or thought, in a sentence" };
        Option<string> kind = new("--kind") { Description = "note, investigated, assumed, wrong-path, did or told-users: its place in the postmortem", HelpName = "KIND", DefaultValueFactory = _ => "note" };
        kind.AcceptOnlyFromAmong("note", "investigated", "assumed", "wrong-path", "did", "told-users");
        Option<string?> at = new("--at") { Description = "When it happened, where that is not now: -10m, or a time with its zone as 2026-11-21T10:00:00+01:00", HelpName = "TIME" };
        Option<string> by = IncidentCalls.AsOption();
        Option<bool> json = IncidentCalls.JsonOption();
        ExampleCommand command = new(
            "note",
            "Write a note into the timeline of an incident",
            "holdfast incident note latest 'restarted the cache'",
            "holdfast incident note 12 'the network was not it: pings are fine' --kind wrong-path",
            "holdfast incident note 12 'status page updated' --kind told-users",
            "holdfast incident note 12 'switched the queue off' --kind did --at -10m")
        { incident, text, kind, at, by, json, AdminApi.AddressOption, AdminApi.TokenFileOption };
        command.Validators.Add(result =>
        {
            if (result.GetResult(text) is { Tokens: [{ Value: var said }] } && string.IsNullOrWhiteSpace(said))
            {
                result.AddError("a note says something: write what was seen, done or thought");
            }
        });
        command.SetAction(result =>
        {
            string problem = "";
            DateTimeOffset? happenedAt = result.GetValue(at) is { } said ? TimeOf(said, out problem) : null;
            if (problem.Length > 0)
            {
                Console.Error.WriteLine($"holdfast: {problem}");
                return UsageErrors.ExitCode;
            }

            return IncidentCalls.Send(
                result,
                IncidentCalls.PathOf(result.GetRequiredValue(incident), "notes"),
                IncidentCalls.Nothing with { Text = result.GetRequiredValue(text), Kind = result.GetRequiredValue(kind), HappenedAt = happenedAt, As = result.GetRequiredValue(by) },
                result.GetValue(json),
                report => $"noted in {IncidentCalls.NameOf(report)}");
        });
        return command;
    }

    /// <summary>Of a time of day without a zone nobody knows later whose it was: it is refused.</summary>
    private static DateTimeOffset? TimeOf(string text, out string problem)
    {
        if (DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out DateTime time) && time.Kind == DateTimeKind.Unspecified)
        {
            problem = $"--at '{text}' has no zone: write it as {text}Z for UTC, {text}+01:00, or -10m";
            return null;
        }

        return SeriesQueryText.ParseTime(text, "--at", SystemClock.Instance.UtcNow, out problem) is { } second ? DateTimeOffset.FromUnixTimeSeconds(second) : null;
    }
}
