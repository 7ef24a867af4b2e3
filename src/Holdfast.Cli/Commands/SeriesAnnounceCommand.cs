using System.CommandLine;
using System.Text.Json;
using Holdfast.Admin;

namespace Holdfast.Cli;

/// <summary>`holdfast series announce`: what only others know, for who looks for a cause later.</summary>
internal static class SeriesAnnounceCommand
{
    public static Command Create()
    {
        Argument<string> what = new("WHAT") { Description = "What was done, in a few words" };
        Option<string?> subject = new("--subject") { Description = "What it is about: pool:NAME, server:POOL/SERVER; the gateway without it", HelpName = "SUBJECT" };
        Option<string?> kind = new("--kind") { Description = "deployment (the default), configuration, operator or other", HelpName = "KIND" };
        Option<string?> before = new("--before") { Description = "What was there before, such as a version", HelpName = "TEXT" };
        Option<string?> after = new("--after") { Description = "What is there now", HelpName = "TEXT" };
        Option<bool> json = new("--json") { Description = "Print the gateway's answer as JSON" };
        ExampleCommand command = new(
            "announce",
            "Tell a running gateway what you do, so that it is among the causes when something goes wrong afterwards",
            "holdfast series announce shop-7-begins --subject pool:shop --before 6 --after 7",
            "holdfast series announce database-moved-to-db-2 --kind other --token-file deploy.token")
        { what, subject, kind, before, after, json, AdminApi.AddressOption, AdminApi.TokenFileOption };
        command.SetAction(result => Send(
            result,
            new EventRequest(result.GetRequiredValue(what), result.GetValue(kind), result.GetValue(subject), result.GetValue(before), result.GetValue(after), null),
            result.GetValue(json)));
        return command;
    }

    private static int Send(ParseResult arguments, EventRequest wish, bool json)
    {
        using AdminApi api = AdminApi.From(arguments);
        AdminAnswer answer = api.Post("api/events", JsonSerializer.Serialize(wish, ApiJson.Default.EventRequest));
        if (answer.Status != 201)
        {
            return answer.Refuse();
        }

        Console.Out.Write(json ? answer.Body + "\n" : "announced\n");
        return 0;
    }
}
