using System.CommandLine;
using Holdfast.Incidents.Postmortems.Review;
using Holdfast.Incidents.Reports;

namespace Holdfast.Cli;

/// <summary>`holdfast postmortem show`: on the terminal, or as files with pictures.</summary>
internal static class PostmortemShowCommand
{
    public static Command Create()
    {
        Argument<string> incident = IncidentCalls.IncidentArgument();
        Option<string> format = new("--format") { Description = "markdown, html (one page with everything in it) or json (with the records of every sentence)", DefaultValueFactory = _ => "markdown" };
        format.AcceptOnlyFromAmong("markdown", "html", "json");
        Option<int?> version = new("--version-number") { Description = "An earlier version", HelpName = "NUMBER" };
        Option<bool> footnotes = new("--footnotes") { Description = "In Markdown: the records of each sentence as footnotes" };
        Option<string?> directory = new("--out") { Description = "Write Markdown, HTML, JSON and pictures into this directory instead", HelpName = "DIRECTORY" };
        Option<bool> json = new("--json") { Description = "The same as --format json" };
        ExampleCommand command = new(
            "show",
            "Show a postmortem",
            "holdfast postmortem show latest",
            "holdfast postmortem show 12 --format html > 12.html",
            "holdfast postmortem show 12 --out docs/postmortems")
        { incident, format, version, footnotes, directory, json, AdminApi.AddressOption, AdminApi.TokenFileOption };
        command.SetAction(result => Show(result, result.GetRequiredValue(incident), result.GetValue(json) ? "json" : result.GetRequiredValue(format), result.GetValue(version), result.GetValue(footnotes), result.GetValue(directory)));
        return command;
    }

    private static int Show(ParseResult arguments, string incident, string format, int? version, bool footnotes, string? directory)
    {
        using AdminApi api = AdminApi.From(arguments);
        if (directory is not null)
        {
            return Write(api, incident, version, footnotes, directory);
        }

        AdminAnswer answer = Get(api, incident, format, version, footnotes);
        if (answer.Status != 200)
        {
            return answer.Refuse();
        }

        Console.Out.Write(answer.Body.EndsWith('\n') ? answer.Body : answer.Body + "\n");
        return 0;
    }

    private static int Write(AdminApi api, string incident, int? version, bool footnotes, string directory)
    {
        (string Format, string Ending)[] kinds = [("json", "json"), ("markdown", "md"), ("html", "html")];
        List<AdminAnswer> answers = [.. kinds.Select(kind => Get(api, incident, kind.Format, version, footnotes))];
        if (answers.Find(answer => answer.Status != 200) is { } refused)
        {
            return refused.Refuse();
        }

        PostmortemVersion read = answers[0].Read(PostmortemJson.Default.PostmortemVersion);
        // What people wrote themselves does not say which incident it is of, and "latest" is another one tomorrow.
        string name = read.Document is { } document ? Number(document.Incident)
            : incident.All(char.IsAsciiDigit) ? incident
            : api.Get($"api/incidents/{Uri.EscapeDataString(incident)}") is { Status: 200 } found ? Number(found.Read(IncidentJson.Default.IncidentReport).Id) : incident;
        Directory.CreateDirectory(directory);
        foreach (((string _, string ending), AdminAnswer answer) in kinds.Zip(answers))
        {
            Put(directory, $"{name}.{ending}", answer.Body);
        }

        foreach (PostmortemPicture picture in read.Pictures)
        {
            Put(directory, $"{name}-{picture.Name}.svg", picture.Svg + "\n");
        }

        return 0;
    }

    private static string Number(long incident) => incident.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static void Put(string directory, string name, string text)
    {
        string path = Path.Combine(directory, name);
        File.WriteAllText(path, text);
        Console.Out.WriteLine(path);
    }

    private static AdminAnswer Get(AdminApi api, string incident, string format, int? version, bool footnotes) =>
        api.Get($"{IncidentCalls.PathOf(incident, "postmortem")}?format={format}{(version is { } number ? $"&version={number}" : "")}{(footnotes ? "&footnotes=true" : "")}");
}
