using System.CommandLine;
using Holdfast.Configuration;

namespace Holdfast.Cli;

internal static class SchemaCommand
{
    public static Command Create()
    {
        ExampleCommand command = new(
            "schema",
            "Print the JSON Schema of the configuration, for editors",
            "holdfast schema > holdfast.schema.json",
            "# first line of gateway.yaml:  # yaml-language-server: $schema=holdfast.schema.json");
        command.SetAction(_ =>
        {
            Console.Out.Write(ConfigSchema.Generate());
            return 0;
        });
        return command;
    }
}
