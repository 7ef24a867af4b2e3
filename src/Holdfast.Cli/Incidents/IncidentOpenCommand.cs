using System.CommandLine;
using Holdfast.Foundation;
using Holdfast.Telemetry.Series;

namespace Holdfast.Cli;

internal static class IncidentOpenCommand
{
    public static Command Create()
    {
        Argument<string> title = new("TITLE") { Description = "What is wrong, in a few words" };
        Option<string?> pool = new("--pool") { Description = "The pool that suffers", HelpName = "POOL" };
        Option<string?> severity = new("--severity") { Description = "sev1 (half of the users or more) to sev4; measured without it", HelpName = "SEVERITY" };
        Option<string?> since = new("--since") { Description = "When it began: -10m, 2026-11-21T10:00:00Z or Unix seconds", HelpName = "TIME" };
        Option<string> by = IncidentCalls.AsOption();
        Option<bool> json = IncidentCalls.JsonOption();
        ExampleCommand command = new(
            "open",
            "Open an incident by hand. What detection finds afterwards joins it",
            "holdfast incident open 'customers cannot pay' --pool shop --severity sev2 --since -10m",
            "holdfast incident open 'the office cannot reach the console' --token-file deploy.token")
        { title, pool, severity, since, by, json, AdminApi.AddressOption, AdminApi.TokenFileOption };
        command.SetAction(result => Send(result, result.GetRequiredValue(title), result.GetValue(pool), result.GetValue(severity), result.GetValue(since), result.GetRequiredValue(by), result.GetValue(json)));
        return command;
    }

    private static int Send(ParseResult arguments, string title, string? pool, string? severity, string? since, string by, bool json)
    {
        DateTimeOffset? began = null;
        if (since is not null)
        {
            if (SeriesQueryText.ParseTime(since, "--since", SystemClock.Instance.UtcNow, out string problem) is not { } second)
            {
                Console.Error.WriteLine($"holdfast: {problem}");
                return UsageErrors.ExitCode;
            }

            began = DateTimeOffset.FromUnixTimeSeconds(second);
        }

        return IncidentCalls.Send(
            arguments,
            "api/incidents",
            IncidentCalls.Nothing with { Title = title, Pool = pool, Severity = severity, Since = began, As = by },
            json,
            report => $"incident {report.Id} is open: holdfast incident show {report.Id}");
    }
}
