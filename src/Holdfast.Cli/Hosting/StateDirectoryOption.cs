using System.CommandLine;

namespace Holdfast.Cli;

/// <summary>--state-dir, with the same meaning wherever something lasts.</summary>
internal static class StateDirectoryOption
{
    /// <param name="what">What is there, as a sentence without its end.</param>
    public static Option<string?> Create(string what)
    {
        Option<string?> option = new("--state-dir") { Description = $"{what}; by default ~/.local/state/holdfast", HelpName = "PATH" };
        // A script whose variable is not set writes "".
        option.Validators.Add(static result =>
        {
            if (result.Tokens is [{ Value: var written }] && string.IsNullOrWhiteSpace(written))
            {
                result.AddError("--state-dir has no name. Write for example --state-dir /var/lib/holdfast, or leave it out");
            }
        });
        return option;
    }
}
