using System.CommandLine;
using Holdfast.Configuration;

namespace Holdfast.Cli;

/// <summary>Has a running gateway read its file again, or take the one that is given.</summary>
internal static class ReloadCommand
{
    public static Command Create()
    {
        Argument<string?> config = new("CONFIG") { Description = "Configuration to send; without it the gateway reads its own file again", Arity = ArgumentArity.ZeroOrOne };
        Option<string?> back = new("--to") { Description = "Go back to a configuration that was in use, by its fingerprint; the last twenty are kept", HelpName = "FINGERPRINT" };
        Option<bool> json = new("--json") { Description = "Print the gateway's answer as JSON" };
        ExampleCommand command = new(
            "reload",
            "Change the configuration of a running gateway; a bad one is refused and the old one stays",
            "holdfast reload",
            "holdfast reload gateway.yaml",
            "holdfast reload --to 3f9c2ab01d44e7f6",
            "holdfast reload gateway.yaml --admin 10.0.0.5:9900 --token-file deploy.token")
        { config, back, AdminApi.AddressOption, AdminApi.TokenFileOption, json };
        command.Validators.Add(result =>
        {
            if (result.GetValue(config) is not null && result.GetValue(back) is not null)
            {
                result.AddError("name a configuration or --to, not both");
            }
        });
        command.SetAction(result => Reload(result, result.GetValue(config), result.GetValue(back), result.GetValue(json)));
        return command;
    }

    private static int Reload(ParseResult arguments, string? file, string? back, bool json)
    {
        string text = "";
        if (file is not null && ConfigFile.TryReadText(file, out text) is { } unreadable)
        {
            Console.Error.Write(ConfigFindingFormatter.FormatText(new ConfigReadResult(null, [unreadable])));
            return UsageErrors.ExitCode;
        }

        using AdminApi api = AdminApi.From(arguments);
        AdminAnswer answer = file is not null ? api.Post($"api/config?file={Uri.EscapeDataString(file)}", text) : api.Post(back is null ? "api/reload" : $"api/reload?to={Uri.EscapeDataString(back)}", "");
        if (json)
        {
            Console.Out.WriteLine(answer.Body);
            return answer.Status == 200 ? 0 : 1;
        }

        return answer.Status switch
        {
            200 => PrintApplied(answer, file ?? back, text),
            422 => PrintRefused(answer, file, text),
            _ => answer.Refuse(),
        };
    }

    private static int PrintApplied(AdminAnswer answer, string? file, string text)
    {
        ApiReload reload = answer.Read(ApiJson.Default.ApiReload);
        if (reload.Findings is { Count: > 0 } warnings)
        {
            PrintFindings(warnings, file, text);
        }

        Console.Out.WriteLine($"reloaded: revision {reload.Revision}, fingerprint {reload.Fingerprint}");
        if (reload.Changed is { } changed)
        {
            Console.Out.WriteLine(changed.Length == 0 ? "  nothing differs from the configuration before" : $"  changed: {changed}");
        }

        // Whoever switched it off for a test and reloads something else weeks later has forgotten it.
        if (reload.ProtectionOff is { } off)
        {
            Console.Error.WriteLine($"holdfast: {off}");
        }

        if (file is not null)
        {
            Console.Out.WriteLine("the gateway's own file is as it was: change it too, or the next 'holdfast reload' and the next start bring it back");
        }

        return 0;
    }

    private static int PrintRefused(AdminAnswer answer, string? file, string text)
    {
        ApiProblem problem = answer.Problem();
        PrintFindings(problem.Findings ?? [], file, text);
        Console.Error.WriteLine($"holdfast: {problem.Detail}");
        return 1;
    }

    // The gateway knows only the beginning of a very long name.
    private static void PrintFindings(IReadOnlyList<ConfigFinding> found, string? file, string text)
    {
        IReadOnlyList<ConfigFinding> findings = [.. found.Select(finding => file is null ? finding : finding with { File = file })];
        Console.Error.Write(ConfigFindingFormatter.FormatText(new ConfigReadResult(null, findings) { Source = text }));
    }
}
