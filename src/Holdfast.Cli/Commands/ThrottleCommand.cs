using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.Json;
using Holdfast.Admin;
using Holdfast.Configuration;
using Holdfast.Configuration.Reading.Values;

namespace Holdfast.Cli;

/// <summary>Bounds one client of a running gateway for a while, or lets it go again.</summary>
internal static class ThrottleCommand
{
    private static readonly Argument<string> Client = new("CLIENT") { Description = "As 'holdfast status' shows it among the top clients, or an IP address, or NAME=VALUE of the header or cookie in protection.client" };
    private static readonly Argument<string?> Rate = new("RATE") { Description = "Requests that it may make, 5/s or 100/m; not with --undo", Arity = ArgumentArity.ZeroOrOne, CustomParser = ReadRate };
    private static readonly Option<string?> Route = new("--route") { Description = "Only on this route, as 'holdfast state' names it", HelpName = "ROUTE" };
    private static readonly Option<TimeSpan?> For = new("--for") { Description = "Ends by itself then, 1s to 1d; 10m without it", HelpName = "TIME", CustomParser = ReadFor };
    private static readonly Option<bool> DryRun = new("--dry-run") { Description = "Refuse nothing, and count what would be" };
    private static readonly Option<bool> Undo = new("--undo") { Description = "Let it go again, with the same CLIENT and --route" };
    private static readonly Option<bool> Json = new("--json") { Description = "Print the gateway's answer as JSON" };

    public static Command Create()
    {
        ExampleCommand command = new(
            "throttle",
            "Bound one client of a running gateway for a while; what comes beyond gets 429. A reload keeps it, a takeover and a restart forget it",
            "holdfast throttle 203.0.113.9 5/s",
            "holdfast throttle X-Customer=acme 100/m --route /export/* --for 1h --dry-run",
            "holdfast throttle 203.0.113.9 --undo")
        { Client, Rate, Route, For, DryRun, Undo, AdminApi.AddressOption, AdminApi.TokenFileOption, Json };
        command.Validators.Add(result =>
        {
            // Only whether one is written: a wrong one has its own message.
            bool hasRate = result.GetResult(Rate) is { Tokens.Count: > 0 };
            if (hasRate == result.GetValue(Undo))
            {
                result.AddError(hasRate ? "name a rate or --undo, not both" : "name a rate, for example 5/s, or --undo");
            }
        });
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult arguments)
    {
        using AdminApi api = AdminApi.From(arguments);
        string route = arguments.GetValue(Route) is { } name ? $"?route={Uri.EscapeDataString(name)}" : "";
        string path = $"api/throttles/{Uri.EscapeDataString(arguments.GetRequiredValue(Client))}{route}";
        bool ends = arguments.GetValue(Undo);
        AdminAnswer answer = ends ? api.Delete(path) : api.Put(path, Body(arguments));
        // As for a server that was not drained: what was asked for is so already. A gateway that knows no throttles, and any other program, says 404 too.
        bool wasFree = ends && answer.Status == 404 && answer.Problem().Detail?.Contains(ThrottleReport.NotBounded, StringComparison.Ordinal) == true;
        if (arguments.GetValue(Json))
        {
            Console.Out.WriteLine(answer.Body);
            return wasFree ? 0 : answer.ExitCode;
        }

        if (wasFree)
        {
            string on = arguments.GetValue(Route) is { } one ? $"on route {one}" : "on all routes";
            Console.Out.WriteLine($"client {arguments.GetRequiredValue(Client)} was not bounded {on}; nothing has changed");
            return 0;
        }

        if (answer.Status != 200)
        {
            return answer.Refuse();
        }

        ThrottleReport now = answer.Read(ApiJson.Default.ThrottleReport);
        string where = now.Route is null ? "" : $" on route {now.Route}";
        Console.Out.WriteLine(ends
            ? $"client {now.Client} is bounded no more{where}; {StatusNumber.Count(now.Refused)} of {StatusNumber.Count(now.Allowed + now.Refused)} {(now.Allowed + now.Refused == 1 ? "request" : "requests")} {(now.DryRun ? "would have been" : now.Allowed + now.Refused == 1 ? "was" : "were")} refused"
            : $"client {now.Client} is bounded to {now.Rate}{where} for {DurationText.Format(TimeSpan.FromSeconds(now.RemainingSeconds))}{(now.DryRun ? ", as a dry run" : "")}{(now.Replaced is { } earlier ? $", instead of {earlier}" : "")}; --undo ends it before, 'holdfast status' shows what it refuses");
        return 0;
    }

    private static string Body(ParseResult arguments)
    {
        string length = arguments.GetValue(For) is { } written ? $", \"for\": {JsonSerializer.Serialize(DurationText.Format(written), ApiJson.Default.String)}" : "";
        return $$"""{"rate": {{JsonSerializer.Serialize(arguments.GetValue(Rate)!, ApiJson.Default.String)}}{{length}}, "dryRun": {{(arguments.GetValue(DryRun) ? "true" : "false")}}}""";
    }

    // A bound by hand is for the trouble of the hour: the gateway takes no other.
    private static TimeSpan? ReadFor(ArgumentResult result)
    {
        TimeSpan? written = Parsers.Duration(result);
        if (written < TimeSpan.FromSeconds(1) || written > TimeSpan.FromDays(1))
        {
            result.AddError("--for is from 1s to 1d: what is to last longer belongs into rateLimits of the configuration");
        }

        return written;
    }

    private static string? ReadRate(ArgumentResult result)
    {
        string written = result.Tokens[0].Value;
        if (RateText.Parse(written, out RequestRate _) is not { } wrong)
        {
            return written;
        }

        result.AddError($"'{written}' {wrong.Problem}. {wrong.Remedy.TrimEnd('.')}");
        return null;
    }
}
