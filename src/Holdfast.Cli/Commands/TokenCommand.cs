using System.CommandLine;
using System.Text.Json;
using Holdfast.Admin;

namespace Holdfast.Cli;

internal static class TokenCommand
{
    public static Command Create()
    {
        Argument<string?> name = new("NAME") { Description = "Who will hold it; shown in logs and history", Arity = ArgumentArity.ExactlyOne, CustomParser = Parsers.TokenName };
        Option<string> role = new("--role") { Description = "read: state and metrics; operate: also changes; report: only the reports of holdfast agent", DefaultValueFactory = _ => "read" };
        role.AcceptOnlyFromAmong("read", "operate", "report");
        Option<bool> json = new("--json") { Description = "Print JSON" };
        ExampleCommand command = new(
            "token",
            "Make a token for the admin API: the token is printed once, its hash goes into the configuration",
            "holdfast token deploy --role operate",
            "holdfast token prometheus",
            "holdfast token hosts --role report")
        { name, role, json };
        command.SetAction(result => Print(result.GetRequiredValue(name)!, result.GetRequiredValue(role), result.GetValue(json)));
        return command;
    }

    private static int Print(string name, string role, bool json)
    {
        AdminToken token = AdminToken.Create();
        if (json)
        {
            JsonOutput.Write(writer =>
            {
                writer.WriteString("name", name);
                writer.WriteString("role", role);
                writer.WriteString("token", token.Secret);
                writer.WriteString("hash", token.Hash);
            });
            return 0;
        }

        // A JSON string is a YAML string: whatever the name holds, the lines can be pasted.
        Console.Out.Write(
            $"""
            Token of {name}, shown only now:

              {token.Secret}

            For the configuration:

            admin:
              tokens:
                - name: "{JsonEncodedText.Encode(name)}"
                  hash: {token.Hash}
                  role: {role}

            """);
        return 0;
    }
}
