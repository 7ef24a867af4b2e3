using System.CommandLine;
using Holdfast.Admin;

namespace Holdfast.Cli;

/// <summary>`holdfast series show`: signals of one subject as lines, table, CSV or JSON. Next: <see cref="SeriesText"/>.</summary>
internal static class SeriesShowCommand
{
    public static Command Create()
    {
        Argument<string> subject = new("SUBJECT") { Description = "gateway, pool:NAME, server:POOL/SERVER, route:NAME, class:NAME or client:NAME" };
        Argument<string[]> signals = new("SIGNAL") { Description = "Signals to show; all that were observed without one", Arity = ArgumentArity.ZeroOrMore };
        Option<string> from = new("--from") { Description = "Begin: -10m, -2h, 2026-11-21T10:00:00Z or Unix seconds", HelpName = "TIME", DefaultValueFactory = _ => "-10m" };
        Option<string> to = new("--to") { Description = "End, written the same way", HelpName = "TIME", DefaultValueFactory = _ => "now" };
        Option<string?> step = new("--step") { Description = "Length of a step: 1s, 10s, 1m; chosen by the time that is shown without it", HelpName = "LENGTH" };
        Option<bool> table = new("--table") { Description = "Print a row for each step instead of a line for each signal" };
        Option<bool> csv = new("--csv") { Description = "Print a row for each step as comma-separated values" };
        Option<bool> json = new("--json") { Description = "Print the values as JSON, as GET /api/series gives them" };
        ExampleCommand command = new(
            "show",
            "Show signals of one subject over a time. Longer ago than 2 hours (servers: 15 minutes) there are steps of 10 s, longer than 2 days of a minute",
            "holdfast series show pool:shop",
            "holdfast series show pool:shop good shed-overload queue-wait-p99 --from -10m",
            "holdfast series show server:shop/10.0.0.11:8000 --from -1d --step 10m --table",
            "holdfast series show gateway cpu --from -2h --csv > cpu.csv")
        { subject, signals, from, to, step, table, csv, json, AdminApi.AddressOption, AdminApi.TokenFileOption };
        command.SetAction(result => Print(
            result,
            PathOf(result.GetRequiredValue(subject), result.GetValue(signals) ?? [], result.GetRequiredValue(from), result.GetRequiredValue(to), result.GetValue(step)),
            result.GetValue(json),
            result.GetValue(csv) ? SeriesText.Csv : result.GetValue(table) ? SeriesText.Table : SeriesText.Lines));
        return command;
    }

    private static string PathOf(string subject, string[] signals, string from, string to, string? step)
    {
        List<string> wishes = [$"subject={Uri.EscapeDataString(subject)}", $"from={Uri.EscapeDataString(from)}", $"to={Uri.EscapeDataString(to)}"];
        if (signals.Length > 0)
        {
            wishes.Add($"signal={Uri.EscapeDataString(string.Join(',', signals))}");
        }

        if (step is not null)
        {
            wishes.Add($"step={Uri.EscapeDataString(step)}");
        }

        return "api/series?" + string.Join('&', wishes);
    }

    private static int Print(ParseResult arguments, string path, bool json, Func<SeriesReport, string> format)
    {
        using AdminApi api = AdminApi.From(arguments);
        AdminAnswer answer = api.Get(path);
        if (answer.Status != 200)
        {
            return answer.Refuse();
        }

        Console.Out.Write(json ? answer.Body + "\n" : format(answer.Read(ApiJson.Default.SeriesReport)));
        return 0;
    }
}
