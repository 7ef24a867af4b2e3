using System.CommandLine;
using Holdfast.Configuration;

namespace Holdfast.Cli;

internal static class ReferenceCommand
{
    public static Command Create()
    {
        ExampleCommand command = new(
            "reference",
            "Print the reference of all configuration keys as Markdown",
            "holdfast reference | less",
            "holdfast reference > docs/operating/configuration.md");
        command.SetAction(_ =>
        {
            Console.Out.Write(ConfigReference.Generate());
            return 0;
        });
        return command;
    }
}
