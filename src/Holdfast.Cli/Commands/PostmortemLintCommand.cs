using System.CommandLine;
using Holdfast.Incidents.Postmortems.Linting;

namespace Holdfast.Cli;

/// <summary>`holdfast postmortem lint`: any postmortem against the rules of the catalogue. Next: <see cref="PostmortemLinter"/>, <see cref="LintText"/>.</summary>
internal static class PostmortemLintCommand
{
    private const string StandardInput = "-";

    // A postmortem has some kilobytes. What is larger is only counted, and what is larger than this is not even read.
    private const int MostBytes = 32 * 1024 * 1024;

    public static Command Create()
    {
        Argument<string[]> files = new("file") { Description = "Postmortems in Markdown or plain text; - reads standard input", Arity = ArgumentArity.OneOrMore, HelpName = "FILE" };
        Option<bool> json = new("--json") { Description = "Print JSON: one object for one file, an array of objects with \"file\" for several" };
        Option<string> format = new("--format") { Description = "How findings are printed: text, or github for annotations in a workflow", HelpName = "text|github", DefaultValueFactory = _ => "text" };
        format.AcceptOnlyFromAmong("text", "github");
        ExampleCommand command = new(
            "lint",
            "Check postmortems: format, contradictions, guidance; exit code 1 on format errors and contradictions",
            "holdfast postmortem lint outage.md",
            "holdfast postmortem lint docs/postmortems/*.md --format github",
            "holdfast postmortem lint outage.md --json | jq -r '.findings[].rule'",
            "holdfast postmortem lint - < mail.txt")
        { files, json, format };
        command.SetAction(result => Run(result.GetValue(files)!, result.GetValue(json), result.GetValue(format) == "github"));
        return command;
    }

    private static int Run(string[] files, bool json, bool github)
    {
        List<(string File, LintReport Report)> reports = [];
        foreach (string file in files)
        {
            // One that cannot be read hides nothing of the others.
            if (Read(file) is { } bytes)
            {
                reports.Add((file, PostmortemLinter.Check(bytes)));
            }
        }

        if (reports.Count > 0)
        {
            Console.Out.Write(json ? LintJson.Of(reports, isList: files.Length > 1) : github ? LintText.Annotations(reports) : LintText.Of(reports));
        }

        return reports.Count < files.Length ? UsageErrors.ExitCode : reports.Exists(report => report.Report.Blocks) ? 1 : 0;
    }

    private static byte[]? Read(string file)
    {
        try
        {
            using Stream stream = file == StandardInput ? Console.OpenStandardInput() : File.OpenRead(file);
            byte[] bytes = ReadAll(stream);
            if (bytes.Length <= MostBytes)
            {
                return bytes;
            }

            Console.Error.WriteLine($"holdfast: {file} has more than {MostBytes / 1024 / 1024} MiB; a postmortem has some kilobytes. Give the postmortem itself.");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            string problem = failure is FileNotFoundException or DirectoryNotFoundException ? "there is no such file" : Directory.Exists(file) ? "it is a folder" : failure.Message;
            Console.Error.WriteLine($"holdfast: cannot read {file}: {problem}. Give a postmortem in Markdown or plain text, or - for standard input.");
        }

        return null;
    }

    private static byte[] ReadAll(Stream stream)
    {
        using MemoryStream all = new();
        byte[] part = new byte[64 * 1024];
        int read;
        while (all.Length <= MostBytes && (read = stream.Read(part)) > 0)
        {
            all.Write(part, 0, read);
        }

        return all.ToArray();
    }
}
