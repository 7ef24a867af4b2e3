using System.CommandLine;
using System.CommandLine.Parsing;
using Holdfast.Admin;
using Holdfast.Foundation;
using Holdfast.Telemetry.Series;

namespace Holdfast.Cli;

/// <summary>`holdfast why`: what is wrong, the cause with its evidence, what was ruled out, what to do. Next: <see cref="WhyText"/>.</summary>
internal static class WhyCommand
{
    public static Command Create()
    {
        Option<string?> at = new("--at") { Description = "A past moment: -10m, -2h, 2026-11-21T10:00:00Z or Unix seconds", HelpName = "TIME", CustomParser = Moment };
        Option<bool> all = new("--all") { Description = "Also what speaks for and against every other cause" };
        Option<bool> json = new("--json") { Description = "Print the diagnosis as JSON, as GET /api/diagnosis gives it" };
        ExampleCommand command = new(
            "why",
            "Say what is wrong and why: the cause with its evidence, what was ruled out, what to do",
            "holdfast why",
            "holdfast why --at -2h",
            "holdfast why --json | jq -r '.cause.name'")
        { at, all, json, AdminApi.AddressOption, AdminApi.TokenFileOption };
        command.SetAction(result => Print(result, result.GetValue(at), result.GetValue(all), result.GetValue(json)));
        return command;
    }

    /// <summary>Left as it was written: the gateway's clock says when "-10m" was.</summary>
    private static string? Moment(ArgumentResult result)
    {
        string written = result.Tokens[0].Value;
        if (SeriesQueryText.ParseTime(written, "--at", SystemClock.Instance.UtcNow, out string problem) is not null)
        {
            return written;
        }

        result.AddError(problem);
        return null;
    }

    private static int Print(ParseResult arguments, string? at, bool all, bool json)
    {
        using AdminApi api = AdminApi.From(arguments);
        AdminAnswer answer = api.Get(at is null ? "api/diagnosis" : $"api/diagnosis?at={Uri.EscapeDataString(at)}");
        if (answer.Status != 200)
        {
            return answer.Refuse();
        }

        DiagnosisReport report = answer.Read(ApiJson.Default.DiagnosisReport);
        Console.Out.Write(json ? answer.Body + "\n" : StatusText.Format(WhyText.Of(report, all), StatusText.IsStyled));
        return 0;
    }
}
