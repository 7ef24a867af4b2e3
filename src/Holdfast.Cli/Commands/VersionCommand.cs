using System.CommandLine;
using System.Runtime.InteropServices;

namespace Holdfast.Cli;

internal static class VersionCommand
{
    public static Command Create()
    {
        Option<bool> json = new("--json") { Description = "Print JSON" };
        ExampleCommand command = new("version", "Print the version, the runtime and the system", "holdfast version", "holdfast version --json") { json };
        command.SetAction(result => Print(result.GetValue(json)));
        return command;
    }

    private static int Print(bool json)
    {
        string runtime = RuntimeInformation.FrameworkDescription;
        string system = RuntimeInformation.RuntimeIdentifier;
        if (json)
        {
            JsonOutput.Write(writer =>
            {
                writer.WriteString("version", ProductVersion.Text);
                writer.WriteString("runtime", runtime);
                writer.WriteString("system", system);
            });
        }
        else
        {
            Console.Out.WriteLine($"holdfast {ProductVersion.Text} ({runtime}, {system})");
        }

        return 0;
    }
}
