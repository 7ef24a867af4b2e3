using System.CommandLine;
using System.Globalization;
using Holdfast.Incidents.Reports;

namespace Holdfast.Cli;

internal static class EscalationShowCommand
{
    public static Command Create()
    {
        Option<bool> json = IncidentCalls.JsonOption();
        ExampleCommand command = new(
            "show",
            "Show the policy in force: who is on call now, the levels, what waits to be told",
            "holdfast escalation show",
            "holdfast escalation show --json | jq '.onCall'")
        { json, AdminApi.AddressOption, AdminApi.TokenFileOption };
        command.SetAction(result => Print(result, result.GetValue(json)));
        return command;
    }

    /// <summary>The first thing that somebody must know who wonders why nobody is called.</summary>
    internal static string Silence(SilenceReport silence)
    {
        string whom = silence.Pool is null ? "nobody is called" : $"nobody is called for pool {silence.Pool}";
        return silence.IsInForce
            ? string.Create(CultureInfo.InvariantCulture, $"SILENCE IN FORCE: {whom} until {silence.To.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC: {silence.Why}")
            : string.Create(CultureInfo.InvariantCulture, $"silence to come: {whom} from {silence.From.UtcDateTime:yyyy-MM-dd HH:mm:ss} to {silence.To.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC: {silence.Why}");
    }

    private static int Print(ParseResult arguments, bool json)
    {
        using AdminApi api = AdminApi.From(arguments);
        AdminAnswer answer = api.Get("api/escalation");
        if (answer.Status != 200)
        {
            return answer.Refuse();
        }

        if (json)
        {
            Console.Out.WriteLine(answer.Body);
            return 0;
        }

        EscalationReport report = answer.Read(IncidentJson.Default.EscalationReport);
        if (report.Levels.Count == 0)
        {
            Console.Out.WriteLine("nobody is called: there is no escalation policy (holdfast run --escalation FILE, or escalation.yaml beside the configuration)");
            return 0;
        }

        foreach (SilenceReport silence in report.Silences)
        {
            Console.Out.WriteLine(Silence(silence));
        }

        foreach (OnCallReport person in report.OnCall)
        {
            Console.Out.WriteLine($"on call, {person.Rotation}: {person.Person}");
        }

        foreach (LevelReport level in report.Levels)
        {
            Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"level {level.Number}: {string.Join(", ", level.Notify)} after {IncidentStory.Duration(level.AfterSeconds)}{(level.InHoursOnly ? ", in its hours only" : "")}"));
        }

        Console.Out.WriteLine($"channels: {string.Join(", ", report.Channels)}");
        Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"messages that wait to be delivered: {report.Waiting}"));
        return 0;
    }
}
