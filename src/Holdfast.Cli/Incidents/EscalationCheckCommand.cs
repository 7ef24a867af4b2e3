using System.CommandLine;
using System.Globalization;
using Holdfast.Configuration;
using Holdfast.Incidents.Escalation.Reading;

namespace Holdfast.Cli;

internal static class EscalationCheckCommand
{
    public static Command Create()
    {
        Argument<string> file = new("FILE") { Description = "Escalation policy (YAML)" };
        Option<bool> json = new("--json") { Description = "Print the findings as JSON" };
        ExampleCommand command = new(
            "check",
            "Read an escalation policy and print every mistake, with line and remedy",
            "holdfast escalation check escalation.yaml",
            "holdfast escalation check escalation.yaml --json")
        { file, json };
        command.SetAction(result => Check(result.GetRequiredValue(file), result.GetValue(json)));
        return command;
    }

    private static int Check(string file, bool json)
    {
        if (EscalationFile.TryRead(file, out string text) is { } unreadable)
        {
            Console.Error.Write(ConfigFindingFormatter.FormatText(new ConfigReadResult(null, [unreadable])));
            return UsageErrors.ExitCode;
        }

        PolicyReadResult read = PolicyReader.Read(text);
        if (json)
        {
            JsonOutput.Write(writer =>
            {
                writer.WriteStartArray("findings");
                foreach (PolicyFinding finding in read.Findings)
                {
                    writer.WriteStartObject();
                    writer.WriteNumber("line", finding.Line);
                    writer.WriteNumber("column", finding.Column);
                    writer.WriteString("message", finding.Message);
                    writer.WriteString("remedy", finding.Remedy);
                    writer.WriteEndObject();
                }

                writer.WriteEndArray();
            });
        }
        else if (read.Policy is { } policy)
        {
            Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{file}: {policy.Levels.Count} levels, {policy.Channels.Count} channels, {policy.Contacts.Count} contacts: good"));
        }

        if (!json)
        {
            foreach (PolicyFinding finding in read.Findings)
            {
                Console.Error.WriteLine(finding.InWords(file));
            }
        }

        return read.Findings.Count == 0 ? 0 : 1;
    }
}
