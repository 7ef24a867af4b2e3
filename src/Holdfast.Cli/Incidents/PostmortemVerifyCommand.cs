using System.CommandLine;
using Holdfast.Incidents.Reports;

namespace Holdfast.Cli;

/// <summary>`holdfast postmortem verify`: whether files are as they were published. Next: <see cref="PublishedFile"/>.</summary>
internal static class PostmortemVerifyCommand
{
    public static Command Create()
    {
        Argument<string[]> files = new("file") { Description = "Published pages in Markdown, HTML or JSON, as 'postmortem show --out' writes them", Arity = ArgumentArity.OneOrMore, HelpName = "FILE" };
        Option<bool> json = IncidentCalls.JsonOption();
        ExampleCommand command = new(
            "verify",
            "Say whether pages are as they were published: 0 when all are, 1 when one is not",
            "holdfast postmortem verify docs/postmortems/12.md",
            "holdfast postmortem verify docs/postmortems/*.md --json")
        { files, json, AdminApi.AddressOption, AdminApi.TokenFileOption };
        command.SetAction(result => Verify(result, result.GetRequiredValue(files), result.GetValue(json)));
        return command;
    }

    private static int Verify(ParseResult arguments, string[] files, bool json)
    {
        List<(string File, byte[] Bytes)> read = [];
        foreach (string file in files)
        {
            try
            {
                read.Add((file, File.ReadAllBytes(file)));
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                bool isMissing = failure is FileNotFoundException or DirectoryNotFoundException;
                Console.Error.WriteLine(isMissing ? $"holdfast: there is no file {file}. Check the path." : Directory.Exists(file) ? $"holdfast: {file} is a directory. Name the pages in it: {file.TrimEnd('/')}/*.md." : $"holdfast: {file} cannot be read: {failure.Message}");
                return UsageErrors.ExitCode;
            }
        }

        using AdminApi api = AdminApi.From(arguments);
        AdminAnswer answer = api.Get("api/postmortems");
        if (answer.Status != 200)
        {
            return answer.Refuse();
        }

        IReadOnlyList<PostmortemReport> known = answer.Read(IncidentJson.Default.PostmortemListReport).Postmortems;
        PublishedFile[] all = [.. read.Select(one => PublishedFile.Of(one.File, one.Bytes, known))];
        if (json)
        {
            JsonOutput.Write(writer => PublishedFile.Write(writer, all));
        }
        else
        {
            Array.ForEach(all, one => Console.Out.WriteLine(one.InWords));
        }

        return Array.TrueForAll(all, one => one.IsUnchanged) ? 0 : 1;
    }
}
