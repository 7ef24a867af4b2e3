using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Holdfast.Cli;

/// <summary>The operator's word about a server's limit, while the gateway runs.</summary>
internal static class LimitCommand
{
    // How the parser says auto: no limit can be 0.
    private const int Auto = 0;
    private const int Largest = 65_534;

    public static Command Create()
    {
        Argument<string> pool = new("POOL") { Description = "Name of the pool" };
        Argument<string> server = new("SERVER") { Description = "Name of the server, as 'holdfast status' shows it" };
        Argument<int> limit = new("LIMIT") { Description = "Most requests in flight to the server, 1 to 65534; auto gives it back to what is measured", Arity = ArgumentArity.ExactlyOne, CustomParser = Parse };
        Option<bool> json = new("--json") { Description = "Print the gateway's answer as JSON" };
        ExampleCommand command = new(
            "limit",
            "Fix the limit of one server of a running gateway, or give it back. A reload and a takeover keep it, a restart forgets it",
            "holdfast limit shop 10.0.0.11:8000 40",
            "holdfast limit shop 10.0.0.11:8000 auto",
            "holdfast limit shop blue-1 40 --admin 10.0.0.5:9900 --token-file deploy.token")
        { pool, server, limit, AdminApi.AddressOption, AdminApi.TokenFileOption, json };
        command.SetAction(result => Set(result, result.GetRequiredValue(pool), result.GetRequiredValue(server), result.GetValue(limit), result.GetValue(json)));
        return command;
    }

    private static int Set(ParseResult arguments, string pool, string server, int limit, bool json)
    {
        using AdminApi api = AdminApi.From(arguments);
        string path = $"api/pools/{Uri.EscapeDataString(pool)}/servers/{Uri.EscapeDataString(server)}/limit";
        AdminAnswer answer = limit != Auto ? api.Put(path, string.Create(CultureInfo.InvariantCulture, $$"""{"limit":{{limit}}}""")) : api.Delete(path);
        if (json)
        {
            Console.Out.WriteLine(answer.Body);
            return answer.ExitCode;
        }

        if (answer.Status != 200)
        {
            return answer.Refuse();
        }

        Console.Out.WriteLine(limit != Auto
            ? string.Create(CultureInfo.InvariantCulture, $"server {server} of pool {pool}: the limit is fixed at {limit}; 'auto' gives it back to what is measured")
            : $"server {server} of pool {pool}: the limit follows what is measured again");
        return 0;
    }

    private static int Parse(ArgumentResult result)
    {
        string written = result.Tokens[0].Value;
        if (written == "auto")
        {
            return Auto;
        }

        if (!int.TryParse(written, NumberStyles.None, CultureInfo.InvariantCulture, out int limit) || limit is < 1 or > Largest)
        {
            result.AddError($"'{written}' is not a limit. Write a number from 1 to {Largest}, or auto");
        }

        return limit;
    }
}
