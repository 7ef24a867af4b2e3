using System.CommandLine;
using System.Globalization;
using Holdfast.Foundation;
using Holdfast.Incidents.Reports;

namespace Holdfast.Cli;

/// <summary>`holdfast postmortem index`: one page for everybody. Next: <see cref="PostmortemIndexPage"/>.</summary>
internal static class PostmortemIndexCommand
{
    public static Command Create()
    {
        Option<string> file = new("--out") { Description = "The page", HelpName = "FILE", Required = true };
        Option<string?>[] filters = PostmortemFilters.Create();
        Option<bool> json = new("--json") { Description = "Print what was written as JSON" };
        ExampleCommand command = new(
            "index",
            "Write one page of all postmortems that can be searched and printed: what happened, how long, how many users, why, what is done about it",
            "holdfast postmortem index --out index.html",
            "holdfast postmortem index --status published --out docs/postmortems/index.html")
        { file, json, AdminApi.AddressOption, AdminApi.TokenFileOption };
        Array.ForEach(filters, command.Options.Add);
        command.SetAction(result => Write(result, PostmortemFilters.Query(result, filters, null), result.GetRequiredValue(file), result.GetValue(json)));
        return command;
    }

    private static int Write(ParseResult arguments, string query, string file, bool json)
    {
        if (OutputFile.WhyNot(file) is { } problem)
        {
            Console.Error.WriteLine($"holdfast: {problem}");
            return 2;
        }

        using AdminApi api = AdminApi.From(arguments);
        AdminAnswer answer = api.Get($"api/postmortems?{query}");
        if (answer.Status != 200)
        {
            return answer.Refuse();
        }

        PostmortemListReport list = answer.Read(IncidentJson.Default.PostmortemListReport);
        // `postmortem show --out` writes them beside it under these names.
        string directory = Path.GetDirectoryName(Path.GetFullPath(file))!;
        string? LinkOf(long incident) => Name(incident) is var name && File.Exists(Path.Combine(directory, name)) ? name : null;
        File.WriteAllText(file, PostmortemIndexPage.Write(list, SystemClock.Instance.UtcNow, LinkOf));
        if (json)
        {
            JsonOutput.Write(writer =>
            {
                writer.WriteString("file", file);
                writer.WriteNumber("postmortems", list.Postmortems.Count);
            });
        }
        else
        {
            Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{file}: {Counted.Of(list.Postmortems.Count, "postmortem")}"));
        }

        return 0;
    }

    private static string Name(long incident) => string.Create(CultureInfo.InvariantCulture, $"{incident}.html");
}
