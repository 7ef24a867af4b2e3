using System.CommandLine;
using System.Globalization;
using Holdfast.Admin;
using Holdfast.Foundation;

namespace Holdfast.Cli;

/// <summary>Keeps new requests from one server of a running gateway, or gives it work again.</summary>
internal static class ServerDrainCommand
{
    public static Command Create()
    {
        Argument<string> pool = new("POOL") { Description = "Name of the pool" };
        Argument<string> server = new("SERVER") { Description = "Name of the server, as 'holdfast status' shows it" };
        Option<bool> undo = new("--undo") { Description = "Give it work again" };
        Option<bool> json = new("--json") { Description = "Print the gateway's answer as JSON" };
        ExampleCommand command = new(
            "drain",
            "Send nothing new to one server of a running gateway; what it has goes on to its end. A reload and a takeover keep it, a restart forgets it",
            "holdfast drain shop 10.0.0.11:8000",
            "holdfast drain shop 10.0.0.11:8000 --undo",
            "holdfast drain shop blue-1 --admin 10.0.0.5:9900 --token-file deploy.token")
        { pool, server, undo, AdminApi.AddressOption, AdminApi.TokenFileOption, json };
        command.SetAction(result =>
        {
            using AdminApi api = AdminApi.From(result);
            string path = $"api/pools/{Uri.EscapeDataString(result.GetRequiredValue(pool))}/servers/{Uri.EscapeDataString(result.GetRequiredValue(server))}/drain";
            return Print(result.GetValue(undo) ? api.Delete(path) : api.Put(path, "{}"), result.GetValue(json));
        });
        return command;
    }

    private static int Print(AdminAnswer answer, bool json)
    {
        if (json)
        {
            Console.Out.WriteLine(answer.Body);
            return answer.ExitCode;
        }

        if (answer.Status != 200)
        {
            return answer.Refuse();
        }

        ServerDrainReport now = answer.Read(ApiJson.Default.ServerDrainReport);
        if (now.WasSoAlready)
        {
            Console.Out.WriteLine($"server {now.Server} of pool {now.Pool}: {(now.State == "draining" ? $"nothing new went to it already; {Left(now)}" : "it was not drained; nothing has changed")}");
            return 0;
        }

        Console.Out.WriteLine(now.State == "draining"
            ? string.Create(CultureInfo.InvariantCulture, $"server {now.Server} of pool {now.Pool}: nothing new goes to it; {Left(now)}. --undo gives it work again")
            : $"server {now.Server} of pool {now.Pool}: it takes requests again");
        return 0;
    }

    private static string Left(ServerDrainReport now) => now.InFlight + now.Sessions == 0
        ? "it has nothing under way"
        : $"{Counted.Of(now.InFlight, "request")} and {Counted.Of(now.Sessions, "session")} are under way ('holdfast status' shows when they have ended)";
}
